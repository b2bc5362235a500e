'use strict';
process.on('exit', (c) => { console.log(c); }); process.exitCode = 42;
