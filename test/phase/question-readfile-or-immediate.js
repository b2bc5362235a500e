// Is setImmediate before a readFile that was started first? Mostly: the file has to be read before the first poll phase.
// Tag: undetermined
'use strict';
require('fs').readFile(__filename, () => console.log('readFile'));
setImmediate(() => console.log('setImmediate'));
process.nextTick(() => console.log('nextTick'));
