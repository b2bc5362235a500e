'use strict';
// params() takes effect between the writes before it and those behind it, also when nobody waits for its callback.
// (Node 24.21.0 changes the engine while the next write runs, and fails here at times.)
const assert = require('assert');
const zlib = require('zlib');

const stream = zlib.createDeflateRaw();
const chunks = [];
const order = [];
stream.on('data', (chunk) => chunks.push(chunk));
stream.write('a'.repeat(1000), () => order.push('first'));
stream.params(0, zlib.constants.Z_DEFAULT_STRATEGY, () => order.push('params'));
stream.end('b'.repeat(1000), () => order.push('end'));
stream.on('end', () => {
  const output = Buffer.concat(chunks);
  assert.ok(output.length > 1000 && output.length < 1100);  // the second half is stored, not compressed
  assert.strictEqual(zlib.inflateRawSync(output).toString(), 'a'.repeat(1000) + 'b'.repeat(1000));
  assert.deepStrictEqual(order, ['first', 'params', 'end']);
});
