// An exit handler may change process.exitCode.
'use strict';
process.on('exit', (code) => { console.log('exit', code); process.exitCode = 9; });
setTimeout(() => console.log('timer'), 1);
