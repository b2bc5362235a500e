// A socket timeout fires once there is no activity; the connection stays open.
'use strict';
const net = require('net');
const server = net.createServer((c) => c.resume()).listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1');
  s.setTimeout(10, () => console.log('timeout callback'));
  s.on('timeout', () => { console.log('timeout event'); s.destroy(); server.close(); });
  s.on('close', () => console.log('close'));
});
