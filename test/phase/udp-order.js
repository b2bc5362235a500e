// A datagram over loopback: listening, message, close.
'use strict';
const dgram = require('dgram');
const s = dgram.createSocket('udp4');
s.on('listening', () => { console.log('listening'); s.send('hi', s.address().port, '127.0.0.1', (e) => console.log('sent', e)); });
s.on('message', (m) => { console.log('message', String(m)); s.close(); });
s.on('close', () => console.log('close'));
s.bind(0, '127.0.0.1');
process.nextTick(() => console.log('tick'));
