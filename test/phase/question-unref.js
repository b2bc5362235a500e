// Does unref() stop a timer? It runs all the same as long as something else holds the process.
'use strict';
setTimeout(() => console.log('unrefed, due in time'), 10).unref();
setTimeout(() => console.log('unrefed, too late: must not run'), 5000).unref();
setTimeout(() => console.log('what held the process is done'), 150);
process.on('exit', () => console.log('exit'));
