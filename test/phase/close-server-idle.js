// A server without connections emits close in a tick of server.close(), before the next turn.
'use strict';
const net = require('net');
const server = net.createServer();
server.listen(0, '127.0.0.1', () => {
  setImmediate(() => {
    setImmediate(() => console.log('immediate of the next turn'));
    server.close(() => console.log('server close'));
    console.log('immediate');
  });
});
