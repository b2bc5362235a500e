// A child's exit comes before its close; output is complete at close.
'use strict';
const { spawn } = require('child_process');
const c = spawn('/bin/echo', ['hello']);
c.on('spawn', () => console.log('spawn'));
c.stdout.on('data', (d) => console.log('data', String(d).trim()));
let ended = false;
c.stdout.on('end', () => { ended = true; });
c.on('exit', (code, signal) => console.log('exit', code, signal));
c.on('close', (code) => console.log('close', code, ended));
console.log('sync', typeof c.pid);
