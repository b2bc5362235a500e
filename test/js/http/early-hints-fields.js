'use strict';
// writeEarlyHints(): several links are one field, other hints follow as they are named; the first bad link is reported.
const assert = require('assert');
const http = require('http');

const server = http.createServer((req, res) => {
  assert.throws(() => res.writeEarlyHints({ link: ['</a>; rel=preload', 'bad'] }), {
    code: 'ERR_INVALID_ARG_VALUE', message: /Received 'bad'$/,
  });
  res.writeEarlyHints({ link: ['</a>; rel=preload', '</b>; rel=preload'], 'X-Hint': ['1', '2'] });
  res.end();
});
server.listen(0, '127.0.0.1', () => {
  const request = http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    res.resume();
    res.on('end', () => server.close());
  });
  request.on('information', (info) => {
    assert.strictEqual(info.statusCode, 103);
    assert.deepStrictEqual(info.rawHeaders, ['Link', '</a>; rel=preload, </b>; rel=preload', 'X-Hint', '1,2']);
  });
});
