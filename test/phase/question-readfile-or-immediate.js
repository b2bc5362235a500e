// Is setImmediate before a readFile that was started first? It is: readFile takes several turns, the immediate one.
'use strict';
const fs = require('fs');
fs.readFile(__filename, () => {
  console.log('readFile');
  fs.promises.readFile(__filename).then(() => console.log('promised readFile'));
  setImmediate(() => console.log('setImmediate, after readFile'));
  setTimeout(() => console.log('timeout'), 200);
});
setImmediate(() => console.log('setImmediate'));
process.nextTick(() => console.log('nextTick'));
for (const start = Date.now(); Date.now() - start < 30;);
