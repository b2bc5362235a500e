'use strict';
// server.maxHeadersCount: whatever a program assigns, the server goes on, and heads with more fields are refused.
const http = require('http');
const net = require('net');

function send(most, fields) {
  return new Promise((resolve) => {
    const server = http.createServer((req, res) => {
      res.end();
      finish(`${Object.keys(req.headers).length} ${req.rawHeaders.length}`);
    });
    if (most !== undefined) server.maxHeadersCount = most;
    let client;
    const finish = (result) => {
      client.destroy();
      server.close();
      resolve(`${most} ${fields}: ${result}`);
    };
    server.on('clientError', (error) => finish(error.code));
    server.listen(0, () => {
      client = net.connect(server.address().port);
      client.on('error', () => {});
      const lines = Array.from({ length: fields }, (_, i) => `A${i}: b\r\n`);
      client.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines.join('')}\r\n`);
    });
  });
}

(async () => {
  for (const most of [undefined, null, 0, 1, 5, 2000, -1, 'x', 1.5, NaN, {}]) {
    for (const fields of [0, 3, 998, 999]) console.log(await send(most, fields));
  }
})();
