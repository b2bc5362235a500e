// destroy(error): close and error come in ticks, error first.
'use strict';
const net = require('net');
const s = new net.Socket();
s.on('error', (e) => console.log('error', e.message));
s.on('close', (had) => console.log('close', had));
s.destroy(new Error('boom'));
console.log('sync', s.destroyed);
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
