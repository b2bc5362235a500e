// A loopback connection: the events of one echo exchange.
'use strict';
const net = require('net');
const server = net.createServer((c) => {
  c.on('data', (d) => { console.log('server data', String(d)); c.end('bye'); });
  c.on('end', () => console.log('server end'));
  c.on('close', () => { server.close(() => console.log('server closed')); });
});
server.listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1');
  s.on('connect', () => { console.log('connect'); s.write('hello', () => console.log('written')); });
  s.on('ready', () => console.log('ready'));
  s.on('data', (d) => console.log('client data', String(d)));
  s.on('end', () => console.log('client end'));
  s.on('close', (e) => console.log('client close', e));
});
