'use strict';
// Sessions and streams that have ended answer with errors, whatever is called.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer((req, res) => res.end('ok'));
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const request = client.request();
  request.resume();
  request.on('close', () => {
    assert.strictEqual(request.session, undefined);
    assert.deepStrictEqual(request.state, {});
    request.close();
    assert.throws(() => request.sendTrailers({}), { code: 'ERR_HTTP2_INVALID_STREAM' });
    client.close(() => {
      for (const call of [() => client.settings({}), () => client.ping(() => {}), () => client.goaway(),
                          () => client.setLocalWindowSize(1), () => client.setNextStreamID(1)]) {
        assert.throws(call, { code: 'ERR_HTTP2_INVALID_SESSION' });
      }
      client.close();
      client.destroy();
      client.ref();
      client.setTimeout(5);
      assert.deepStrictEqual(client.state, {});
      client.request().on('error', (error) => {
        assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_SESSION');
        server.close();
      });
    });
  });
});
