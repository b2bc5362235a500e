// timers/promises setInterval as an async iterator.
'use strict';
const { setInterval: every } = require('timers/promises');
(async () => {
  let n = 0;
  for await (const v of every(1, 'value')) { console.log(v, ++n); if (n === 3) break; }
  console.log('done');
})();
