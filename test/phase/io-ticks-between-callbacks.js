// Ticks and microtasks of one I/O callback run before the next I/O callback.
'use strict';
const fs = require('fs');
let open = 0;
function step(name) {
  return () => {
    console.log('io', ++open);
    process.nextTick((n) => console.log('tick of io', n), open);
    Promise.resolve(open).then((n) => console.log('microtask of io', n));
  };
}
fs.stat(__filename, step('a'));
fs.stat(__filename, step('b'));
fs.stat(__filename, step('c'));
