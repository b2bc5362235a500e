// From poll through check and timers, with a server's close (a tick) on the way.
'use strict';
const fs = require('fs');
const net = require('net');
fs.stat(__filename, () => {
  console.log('poll');
  const s = net.createServer().listen(0, '127.0.0.1', () => {
    setImmediate(() => {
      console.log('check');
      s.close(() => console.log('close'));
      setTimeout(() => console.log('timers'), 1);
      process.nextTick(() => console.log('tick'));
      Promise.resolve().then(() => console.log('microtask'));
    });
  });
});
