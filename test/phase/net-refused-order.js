// A refused connection: error, then close.
'use strict';
const net = require('net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const s = net.connect(port, '127.0.0.1');
    s.on('error', (e) => { console.log('error', e.code); process.nextTick(() => console.log('tick of error')); });
    s.on('close', (had) => console.log('close', had));
  });
});
