'use strict';

// finished() on a stream that is over leaves only an 'error' listener behind, and what it reports is decided at the call.

const assert = require('assert');
const { PassThrough, Readable, Writable, finished } = require('stream');

const listeners = (stream) => ['end', 'finish', 'close', 'error'].filter((name) => stream.listenerCount(name) > 0).join();

for (const make of [() => new Readable({ read() {} }), () => new Writable({ write() {} }), () => new PassThrough()]) {
  const stream = make();
  stream.destroy();
  let reported = false;
  finished(stream, (error) => {
    reported = true;
    assert.strictEqual(error.code, 'ERR_STREAM_PREMATURE_CLOSE');
  });
  assert.strictEqual(listeners(stream), 'error');
  finished(stream, { error: false }, () => {});
  assert.strictEqual(stream.listenerCount('error'), 1);
  assert.strictEqual(reported, false);
  // Ended now, but it had closed too early when it was asked.
  if (stream.end) stream.end();
  process.on('exit', () => assert.strictEqual(reported, true));
}

// What fails after the call is another story.
const ended = new Writable({ autoDestroy: false, construct() {}, write() {} });
ended.end();
finished(ended, (error) => assert.strictEqual(error, undefined));
ended.destroy(new Error('later'));
