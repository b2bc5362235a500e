// Why does my I/O never come? A tick that queues itself keeps the loop from its phases.
// Tag: undetermined
'use strict';
let ticks = 0;
require('fs').stat(__filename, () => console.log('stat, after', ticks, 'ticks'));
setTimeout(() => console.log('timeout, after', ticks, 'ticks'), 0);
setImmediate(() => console.log('immediate, after', ticks, 'ticks'));
(function again() { if (++ticks < 100) process.nextTick(again); })();
for (const start = Date.now(); Date.now() - start < 40;);
