'use strict';
// Ticks that throw for ever do not keep immediates from running.
let thrown = 0;
process.on('uncaughtException', () => { thrown++; });
function again() {
  process.nextTick(again);
  throw new Error('again');
}
process.nextTick(again);
setImmediate(() => process.exit(thrown > 0 ? 0 : 1));
