'use strict';
// A request whose connection goes while it is being handled fails in every way that a connection can go: 'close' comes once to
// request and response, and a message that is cut short is the server's 'clientError'.
const assert = require('assert');
const http = require('http');
const net = require('net');

const part = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello';
const cases = [
  ['request destroyed', part, (req) => req.destroy(), 0],
  ['socket destroyed', part, (req) => req.socket.destroy(), 0],
  ['response destroyed', part, (req, res) => res.destroy(), 0],
  ['body cut short', part, (req, res, client) => client.end(), 1],
];

function run([name, request, handler, errors]) {
  return new Promise((resolve) => {
    const closed = [];
    let seen = 0;
    let client;
    const server = http.createServer((req, res) => {
      req.on('error', () => {});
      for (const [label, emitter] of [['req', req], ['res', res]]) {
        emitter.on('close', () => {
          closed.push(label);
          if (closed.length === 2) server.close(finish);
        });
      }
      req.resume();
      handler(req, res, client);
    });
    server.on('clientError', (error, socket) => {
      assert.strictEqual(error.code, 'HPE_INVALID_EOF_STATE');
      seen++;
      socket.destroy();
    });
    const finish = () => {
      assert.deepStrictEqual(closed.sort(), ['req', 'res'], name);
      assert.strictEqual(seen, errors, name);
      resolve();
    };
    server.listen(0, () => {
      client = net.connect(server.address().port, () => client.write(request));
      client.on('error', () => {});
    });
  });
}

(async () => {
  for (const item of cases) await run(item);
})();
