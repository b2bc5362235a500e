// nextTick passes its arguments; immediates and timers too.
'use strict';
process.nextTick((...a) => console.log('tick', a.join()), 1, 2, 3);
setImmediate((...a) => {
  console.log('immediate', a.join());
  setTimeout((...b) => console.log('timeout', b.join()), 5, 6, 7);
}, 4, 5);
