'use strict';
// https.request over a kept connection: bodies both ways, the second request uses the same socket, a wrong CA is refused.
const assert = require('assert');
const https = require('https');
const { ca, server } = require('../../fixtures/tls');

const listener = https.createServer(server, (req, res) => {
  assert.strictEqual(req.socket.encrypted, true);
  let length = 0;
  req.on('data', (chunk) => { length += chunk.length; });
  req.on('end', () => {
    res.writeHead(201, { 'x-url': req.url });
    res.end(`${req.method} ${length}`);
  });
});
const agent = new https.Agent({ keepAlive: true, ca });

function post(path, body, next) {
  const req = https.request({ port: listener.address().port, path, method: 'POST', agent, servername: 'localhost' }, (res) => {
    assert.strictEqual(res.statusCode, 201);
    assert.strictEqual(res.headers['x-url'], path);
    let text = '';
    res.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => {
      assert.strictEqual(text, `POST ${body.length}`);
      setImmediate(next, req.reusedSocket);
    });
  });
  req.end(body);
}

listener.listen(0, () => {
  post('/one', 'x'.repeat(100_000), (reused) => {
    assert.strictEqual(reused, false);
    post('/two', 'y', (reusedNow) => {
      assert.strictEqual(reusedNow, true);
      https.get({ port: listener.address().port, servername: 'localhost' }).on('error', (error) => {
        assert.strictEqual(error.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
        agent.destroy();
        listener.close();
      });
    });
  });
});
