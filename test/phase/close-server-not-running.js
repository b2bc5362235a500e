// Closing a server that does not run reports an error in a tick.
'use strict';
const net = require('net');
const s = net.createServer();
s.close((e) => console.log('close', e && e.code));
process.nextTick(() => console.log('tick'));
console.log('sync');
