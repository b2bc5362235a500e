'use strict';
// The callback of settings() that were asked for before the connection stood hears of these settings, not of the session's first.
const assert = require('assert');
const http2 = require('http2');

const server = http2.createServer();
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.settings({ maxFrameSize: 20000 }, (error, settings) => {
    assert.strictEqual(error, null);
    assert.strictEqual(settings.maxFrameSize, 20000);
    client.close();
    server.close();
  });
});
