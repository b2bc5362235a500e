'use strict';
// What a client makes of malformed and unusual answers, strictly and with insecureHTTPParser; how many fields a head may have.
const http = require('http');
const net = require('net');

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const EMPTY = 'Content-Length: 0\r\n\r\n';
const answers = [
  `${OK}Content-Length: x\r\n\r\n`, `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, `${OK}Content-Length: 1, 1\r\n\r\na`,
  'HTTP/1.1 200 OK\nContent-Length: 1\n\na', `${OK}A : b\r\n\r\n`, `${OK} A: b\r\n\r\n`, `${OK}A: b\r\n c\r\n${EMPTY}`,
  `${OK}A: \x01\r\n${EMPTY}`, `${OK}A: b\0c\r\n\r\n`, 'HTTP/1.1 20 OK\r\n\r\n', 'HTTP/1.1 2000 OK\r\n\r\n', `HTTP/1.1 200\r\n${EMPTY}`,
  `HTTP/1.1 200 \r\n${EMPTY}`, `HTTP/2.0 200 OK\r\n${EMPTY}`, `HTTP/0.9 200 OK\r\n${EMPTY}`, 'http/1.1 200 OK\r\n\r\n',
  `${OK}Transfer-Encoding: gzip\r\n\r\nabc`, `${OK}Transfer-Encoding: chunked, gzip\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  `${CHUNKED}1\na\n0\n\n`, `${CHUNKED}1;a=b\r\na\r\n0\r\n\r\n`, `${CHUNKED}1 \r\na\r\n0\r\n\r\n`, `${CHUNKED}fffffffffffffffff\r\n`,
  `${CHUNKED}1\r\nab\r\n`, `\r\n\r\n${OK}${EMPTY}`, `${OK}Connection: close\r\nContent-Length: 1\r\n\r\nabc`, `${OK}A\r\n\r\n`,
  `${OK}: b\r\n\r\n`, `${OK}A: b\r\r\n\r\n`, `${OK}A: b\rContent-Length: 0\r\n\r\n`, 'HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nhello',
  `${OK}Content-Length: 99999999999999999999\r\n\r\n`, `ICE/1.0 200 OK\r\n${EMPTY}`, 'SOURCE', 'H', '', `HTTP/1.1 200 O\x01K\r\n${EMPTY}`,
  `${OK}Upgrade: x\r\n${EMPTY}`, `${OK}Set-Cookie: a\r\nset-cookie: b\r\nX: 1\r\nX: 2\r\nAge: 1\r\nAge: 2\r\n${EMPTY}`,
];

function ask(answer, options, setUp = () => {}) {
  return new Promise((resolve) => {
    const log = [];
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(answer, 'latin1'));
    });
    server.listen(0, () => {
      const req = http.get({ port: server.address().port, agent: false, ...options }, (res) => {
        log.push(res.statusCode, res.statusMessage, res.httpVersion, Object.keys(res.headers).length, res.rawHeaders.length);
        res.on('data', (data) => log.push(`data ${data}`));
        res.on('end', () => log.push('end'));
        res.on('error', (error) => log.push(`${error.code} ${error.message}`));
      });
      setUp(req);
      req.on('error', (error) => log.push(error.code, error.message, error.reason, error.bytesParsed, error.rawPacket?.length));
      req.on('close', () => {
        server.close();
        setImmediate(() => resolve(log.join(' ')));
      });
    });
  });
}

(async () => {
  for (const answer of answers) {
    console.log(JSON.stringify(answer), '\n ', await ask(answer, {}));
    console.log(' ', await ask(answer, { insecureHTTPParser: true }));
  }
  for (const fields of [3, 40, 1100]) {
    const head = OK + Array.from({ length: fields }, (_, i) => `A${i}: b\r\n`).join('') + EMPTY;
    for (const most of [undefined, null, 0, 1, 1500]) {
      console.log(fields, most, await ask(head, {}, (req) => { if (most !== undefined) req.maxHeadersCount = most; }));
    }
  }
})();
