'use strict';
// In object mode a Writable hands on the encoding that write() was given, and none otherwise.
const assert = require('assert');
const { Writable } = require('stream');

const seen = [];
const stream = new Writable({
  objectMode: true,
  defaultEncoding: 'hex',
  write(chunk, encoding, callback) {
    seen.push(encoding);
    callback();
  },
});
stream.write('a');
stream.write('b', 'latin1');
stream.write({});
stream.end();
assert.deepStrictEqual(seen, [undefined, 'latin1', undefined]);
