// A datagram socket's close event.
'use strict';
const dgram = require('dgram');
const s = dgram.createSocket('udp4');
s.bind(0, '127.0.0.1', () => {
  setImmediate(() => {
    s.close(() => console.log('close'));
    setImmediate(() => console.log('immediate of the next turn'));
    process.nextTick(() => console.log('tick'));
    console.log('immediate');
  });
});
