// An unref'd timer does not keep the process alive.
'use strict';
setTimeout(() => console.log('must not run'), 50).unref();
process.on('exit', () => console.log('exit'));
console.log('sync');
