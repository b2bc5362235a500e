'use strict';

// The error of a part is what pipeline() reports, even when its signal was aborted before that error came.

const assert = require('assert');
const { Writable } = require('stream');
const { pipeline } = require('stream/promises');

const controller = new AbortController();
const run = pipeline(async function* source(options) {
  yield 'a';
  await new Promise((resolve) => options.signal.addEventListener('abort', resolve));
  throw new Error('own');
}, new Writable({ write(chunk, encoding, callback) { callback(); } }), { signal: controller.signal });
assert.rejects(run, { message: 'own' });
setImmediate(() => controller.abort());
