// listening is emitted in a tick, close after the handle has closed.
'use strict';
const net = require('net');
const s = net.createServer();
s.on('listening', () => { console.log('listening'); s.close(); setImmediate(() => console.log('immediate')); });
s.on('close', () => console.log('close'));
s.listen(0, '127.0.0.1');
process.nextTick(() => console.log('tick'));
console.log('sync');
