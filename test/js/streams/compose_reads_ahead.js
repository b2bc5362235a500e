'use strict';

// A composed stream takes its last part's data as it comes, up to its own mark, though nobody reads it yet.

const assert = require('assert');
const { PassThrough, compose } = require('stream');

const tail = new PassThrough();
const composed = compose(new PassThrough(), tail);
composed.end('abc');
tail.on('end', () => {
  assert.strictEqual(composed.readableLength, 3);
  assert.strictEqual(composed.read().toString(), 'abc');
});
process.on('exit', () => assert.strictEqual(tail.readableEnded, true));
