// An unref'd immediate does not keep the process alive; ref'd ones do.
'use strict';
const a = setImmediate(() => console.log('a'));
console.log(a.hasRef());
a.unref(); console.log(a.hasRef());
a.ref(); console.log(a.hasRef());
process.on('exit', () => console.log('exit'));
