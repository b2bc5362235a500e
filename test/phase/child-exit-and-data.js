// Undetermined: whether a short child's exit or its output is seen first.
// Tag: undetermined
'use strict';
const { spawn } = require('child_process');
const c = spawn('/bin/echo', ['x']);
c.stdout.on('data', () => console.log('data'));
c.on('exit', () => console.log('exit'));
