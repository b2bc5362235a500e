'use strict';
const { WebSocketServer, WebSocket } = require('ws');
const server = new WebSocketServer({ port: 0, perMessageDeflate: true }, () => {
  const c = new WebSocket(`ws://127.0.0.1:${server.address().port}/path?q=1`, ['proto']);
  const seen = [];
  c.on('open', () => { c.send('text'); c.send(Buffer.from([1, 2, 3])); c.ping('p'); c.send('x'.repeat(70000)); c.send('end'); });
  c.on('pong', (d) => console.log('pong', String(d)));
  c.on('message', (d, binary) => { seen.push([binary, d.length]); if (String(d) === 'end') { console.log(seen, c.protocol, c.extensions.length > 0); c.close(4001, 'done'); } });
  c.on('close', (code, reason) => { console.log('client close', code, String(reason)); server.close(() => console.log('server closed')); });
});
server.on('connection', (s, req) => { console.log(req.url, req.headers.upgrade); s.on('message', (d, binary) => s.send(d, { binary })); s.on('close', (code) => console.log('server side close', code)); });
