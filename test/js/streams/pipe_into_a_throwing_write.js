'use strict';

// What dest.write() throws inside pipe() is the destination's error; whoever pushed the chunk does not see it.

const assert = require('assert');
const { Readable, Writable } = require('stream');

const source = new Readable({ objectMode: true, read() {} });
const dest = new Writable({ write(chunk, encoding, callback) { callback(); } });
const events = [];
dest.on('error', (error) => events.push(error.code));
dest.on('unpipe', () => events.push('unpipe'));
source.pipe(dest);
source.push('a');
source.push(5);
setImmediate(() => {
  assert.deepStrictEqual(events, ['unpipe', 'ERR_INVALID_ARG_TYPE']);
  assert.strictEqual(dest.destroyed, true);
  assert.strictEqual(source.destroyed, false);
});
