// Undetermined: setTimeout(0) against setImmediate in the main module depends on the clock.
// Tag: undetermined
'use strict';
setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
