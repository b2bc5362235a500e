// socket, connect, finish and response of a client request.
'use strict';
const http = require('http');
const server = http.createServer((req, res) => { req.resume(); req.on('end', () => res.end()); });
server.listen(0, '127.0.0.1', () => {
  const r = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', agent: false });
  r.on('socket', (s) => { console.log('socket'); s.on('connect', () => console.log('connect')); });
  r.on('finish', () => console.log('finish'));
  r.on('response', (res) => { console.log('response'); res.resume(); res.on('end', () => { console.log('end'); server.close(); }); });
  r.on('close', () => console.log('close'));
  r.end('body');
  console.log('sync');
});
