// The poll phase ends when a timer is due although a handle is open.
'use strict';
const net = require('net');
const s = net.createServer().listen(0, '127.0.0.1', () => {
  console.log('listening');
  setTimeout(() => { console.log('timer'); s.close(() => console.log('closed')); }, 10);
});
