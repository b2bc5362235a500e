'use strict';
// Until a server has its handle another listen() takes the place of the first one.
const assert = require('assert');
const net = require('net');

const server = net.createServer();
let listening = 0;
server.on('listening', () => { listening++; });
server.listen(0, '127.0.0.1');
server.listen(0, 'localhost', () => {
  assert.throws(() => server.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN' });
  setImmediate(() => {
    assert.strictEqual(listening, 1);
    server.close();
  });
});
