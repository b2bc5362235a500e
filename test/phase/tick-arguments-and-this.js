// nextTick passes its arguments; immediates and timers too.
'use strict';
process.nextTick((...a) => console.log('tick', a.join()), 1, 2, 3);
setImmediate((...a) => console.log('immediate', a.join()), 4, 5);
setTimeout((...a) => console.log('timeout', a.join()), 5, 6, 7);
