'use strict';
// write() counts only what the sink did not take at once; 'drain' follows a false.
const assert = require('assert');
const { Writable } = require('stream');

const sync = new Writable({ highWaterMark: 1, write(chunk, encoding, cb) { cb(); } });
assert.strictEqual(sync.write('abc'), true);
assert.strictEqual(sync.writableNeedDrain, false);

let release;
let drains = 0;
const async = new Writable({ highWaterMark: 2, write(chunk, encoding, cb) { release = cb; } });
async.on('drain', () => drains++);
assert.strictEqual(async.write('a'), true);
assert.strictEqual(async.write('b'), false);
release();
assert.strictEqual(drains, 0);
release();
assert.strictEqual(drains, 1);
