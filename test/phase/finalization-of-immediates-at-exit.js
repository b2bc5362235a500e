// An exit in an immediate drops the immediates after it.
'use strict';
setImmediate(() => console.log('1'));
setImmediate(() => { console.log('2'); process.exit(0); });
setImmediate(() => console.log('must not run'));
process.on('exit', () => console.log('exit'));
