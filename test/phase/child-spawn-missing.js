// A program that is not there: error is emitted after spawn returned.
'use strict';
const { spawn } = require('child_process');
const c = spawn('/nonexistent/program');
c.on('error', (e) => console.log('error', e.code, e.syscall));
c.on('close', (code) => console.log('close', code));
c.on('exit', () => console.log('exit must not come'));
process.nextTick(() => console.log('tick'));
console.log('sync', c.pid);
