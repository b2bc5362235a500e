// An error in an exit handler: the handlers after it do not run, the exit code says so.
'use strict';
process.on('exit', () => { console.log('exit 1'); throw new Error('in exit'); });
process.on('exit', () => console.log('exit 2'));
