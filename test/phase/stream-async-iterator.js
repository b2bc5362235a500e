// for await over a Readable.
'use strict';
const { Readable } = require('stream');
(async () => {
  const r = Readable.from(['a', 'b', 'c']);
  r.on('close', () => console.log('close'));
  for await (const c of r) { console.log('chunk', c); if (c === 'b') break; }
  console.log('after', r.destroyed);
})();
process.nextTick(() => console.log('tick'));
