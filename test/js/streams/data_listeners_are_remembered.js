'use strict';

// removeListener() of the last 'data' listener ends what it stands for; removeAllListeners() does not, and a listener
// that prependListener() added has never counted.

const assert = require('assert');
const { Readable, Writable } = require('stream');

function flowingAfter(change) {
  const stream = new Readable({ read() {} });
  change(stream);
  stream.removeAllListeners('readable');
  return new Promise((resolve) => setImmediate(() => resolve(stream.readableFlowing)));
}

const nop = () => {};

(async () => {
  assert.strictEqual(await flowingAfter((s) => s.on('data', nop)), true);
  assert.strictEqual(await flowingAfter((s) => s.on('data', nop).off('data', nop)), null);
  assert.strictEqual(await flowingAfter((s) => s.on('data', nop).removeAllListeners('data')), true);
  assert.strictEqual(await flowingAfter((s) => s.prependListener('data', nop)), null);

  // A 'readable' listener that goes in the same tick still holds the flow until that tick is over.
  const stream = new Readable({ read() {} });
  stream.push('abc');
  stream.on('readable', nop);
  stream.off('readable', nop);
  stream.pipe(new Writable({ write(chunk, encoding, callback) { callback(); } }));
  assert.strictEqual(stream.readableFlowing, false);
})();
