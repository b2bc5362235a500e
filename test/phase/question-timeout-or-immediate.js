// Asked again and again: which comes first in the main module, setTimeout(0) or setImmediate? Node leaves it open.
// Tag: undetermined
'use strict';
setTimeout(() => console.log('setTimeout'), 0);
setImmediate(() => console.log('setImmediate'));
process.nextTick(() => console.log('nextTick'));
