// One HTTP exchange over loopback: the order of events on both sides.
'use strict';
const http = require('http');
const server = http.createServer((req, res) => {
  console.log('request', req.method, req.url);
  req.on('end', () => console.log('req end'));
  res.on('finish', () => console.log('res finish'));
  res.on('close', () => console.log('res close'));
  req.resume();
  res.end('hello');
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    console.log('response', res.statusCode);
    res.on('data', (d) => console.log('data', String(d)));
    res.on('end', () => { console.log('end'); server.close(() => console.log('closed')); });
  });
});
