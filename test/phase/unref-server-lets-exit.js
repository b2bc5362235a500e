// An unref'd server does not hold the process.
'use strict';
const net = require('net');
const s = net.createServer().listen(0, '127.0.0.1', () => console.log('listening'));
s.unref();
process.on('exit', () => console.log('exit'));
setTimeout(() => console.log('timer'), 5);
