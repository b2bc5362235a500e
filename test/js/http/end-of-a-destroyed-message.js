'use strict';
// A message that is destroyed without a socket closes in the next tick; the callbacks of its end() stay silent, those of
// write() hear of it.
const assert = require('assert');
const http = require('http');

const message = new http.OutgoingMessage();
let isClosed = false;
message.on('close', () => { isClosed = true; });
message.destroy();
assert.strictEqual(message.closed, false);
process.nextTick(() => assert.strictEqual(isClosed, true));

const unexpected = () => assert.fail('called');
const request = http.request({ host: '127.0.0.1', port: 1, method: 'POST' });
const seen = [];
request.on('error', (error) => seen.push(error.code));
request.on('close', () => seen.push('close'));
request.destroy();
request.write('a', (error) => seen.push(error.code));
request.end('b', unexpected);
request.end(unexpected);
request.end('c', unexpected);
process.on('exit', () => {
  assert.deepStrictEqual(seen.sort(), ['ECONNRESET', 'ERR_STREAM_DESTROYED', 'close']);
});
