'use strict';
// `parser` of sockets and requests: from one list, and nothing is left in it when it is given back.
const assert = require('assert');
const http = require('http');
const { HTTPParser } = require('_http_common');

let shownByServer;
const server = http.createServer((request, response) => {
  const { parser } = request.socket;
  shownByServer = parser;
  assert.strictEqual(parser.incoming, request);
  assert.strictEqual(parser.socket, request.socket);
  assert.strictEqual(typeof parser.onIncoming, 'function');
  assert.strictEqual(typeof parser[HTTPParser.kOnTimeout], 'function');
  response.end('answer');
}).listen(0, () => ask(2));

let shownByClient;
function ask(times) {
  const request = http.get({ port: server.address().port, agent: false, joinDuplicateHeaders: true });
  let parser;
  request.on('socket', (socket) => {
    ({ parser } = request);
    assert.strictEqual(socket.parser, parser);
    assert.strictEqual(parser.outgoing, request);
    assert.strictEqual(parser.joinDuplicateHeaders, true);
    shownByClient ??= parser;
  });
  request.on('response', (response) => {
    assert.strictEqual(parser.incoming, response);
    response.resume();
    response.on('end', () => {
      assert.strictEqual(request.parser, null);
      for (const field of ['socket', 'incoming', 'outgoing', 'onIncoming', 'joinDuplicateHeaders']) {
        assert.strictEqual(parser[field], null, field);
      }
    });
  });
  request.on('close', () => {
    if (times > 1) {
      ask(times - 1);
      return;
    }
    server.close(() => {
      assert.strictEqual(shownByServer.socket, null);
      assert.strictEqual(shownByServer[HTTPParser.kOnTimeout], null);
      assert.ok(shownByClient instanceof HTTPParser);
    });
  });
}
