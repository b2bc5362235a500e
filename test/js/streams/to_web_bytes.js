'use strict';
// Readable.toWeb() as a byte stream goes on behind the first chunk, whoever asks first; a chunk that the Writable behind a
// WritableStream refuses fails the web side only.
const assert = require('assert');
const { PassThrough, Readable, Writable } = require('stream');

async function readsAll(highWaterMark, defer) {
  const chunks = ['a', 'b', 'c'].map((text) => Buffer.from(text));
  const source = new Readable({
    highWaterMark,
    read() { defer(() => this.push(chunks.shift() ?? null)); },
  });
  const reader = Readable.toWeb(source, { type: 'bytes' }).getReader();
  const reads = [];
  for (let i = 0; i < 4; i++) reads.push(reader.read());
  const results = await Promise.all(reads);
  const text = results.map(({ value }) => (value === undefined ? '' : Buffer.from(value).toString())).join('');
  assert.strictEqual(text, 'abc');
}

async function failsAlone() {
  const sink = new Writable({ write(chunk, encoding, callback) { callback(); } });
  for (const stream of [sink, new PassThrough()]) {
    const writer = Writable.toWeb(stream).getWriter();
    writer.closed.catch(() => {});
    await assert.rejects(writer.write(5), { code: 'ERR_INVALID_ARG_TYPE' });
    await new Promise((resolve) => setImmediate(resolve));
    assert.strictEqual(stream.destroyed, false);
  }
}

let done = false;
process.on('exit', () => assert.ok(done));
(async () => {
  for (const highWaterMark of [1, 3, 16384]) {
    await readsAll(highWaterMark, setImmediate);
    await readsAll(highWaterMark, (push) => push());
  }
  await failsAlone();
  done = true;
})();
