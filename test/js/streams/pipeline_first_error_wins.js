'use strict';
// pipeline reports the error that started the failure, after every part has closed.
const assert = require('assert');
const { PassThrough, Readable, Writable, pipeline } = require('stream');

let called = 0;
const source = new Readable({ read() {} });
const middle = new PassThrough();
const sink = new Writable({ write() {}, destroy(error, cb) { setImmediate(cb, error); } });
pipeline(source, middle, sink, (error) => {
  called++;
  assert.strictEqual(error.message, 'problem');
  for (const stream of [source, middle, sink]) assert.strictEqual(stream.closed, true);
});
source.destroy(new Error('problem'));
process.on('exit', () => assert.strictEqual(called, 1));
