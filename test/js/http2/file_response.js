'use strict';
// respondWithFile(): a range of a file, and the errors that it reports.
const assert = require('assert');
const fs = require('fs');
const http2 = require('http2');

const text = fs.readFileSync(__filename, 'latin1');
const server = http2.createServer();
server.on('stream', (stream, headers) => {
  stream.on('error', (error) => assert.strictEqual(error.code, 'ERR_HTTP2_SEND_FILE'));
  if (headers[':path'] === '/folder') {
    stream.respondWithFile(__dirname);
  } else {
    stream.respondWithFile(__filename, { 'x-kind': 'range' }, {
      offset: 5, length: 20, statCheck(stat, list) { list['x-size'] = stat.size; },
    });
  }
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const request = client.request();
  let body = '';
  request.on('response', (headers) => {
    assert.strictEqual(headers['content-length'], '20');
    assert.strictEqual(headers['x-size'], String(text.length));
  });
  request.setEncoding('latin1').on('data', (chunk) => { body += chunk; });
  request.on('close', () => {
    assert.strictEqual(body, text.slice(5, 25));
    const refused = client.request({ ':path': '/folder' });
    refused.on('error', (error) => assert.strictEqual(error.code, 'ERR_HTTP2_STREAM_ERROR'));
    refused.on('close', () => {
      client.close();
      server.close();
    });
  });
});
