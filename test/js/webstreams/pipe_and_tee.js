'use strict';
// pipeThrough, pipeTo, tee and the adapters carry chunks, the end and errors.
const assert = require('assert');
const { Readable, Writable } = require('stream');

(async () => {
  const upper = () => new TransformStream({ transform(chunk, c) { c.enqueue(chunk.toUpperCase()); } });
  const [left, right] = ReadableStream.from(['a', 'b']).pipeThrough(upper()).tee();
  assert.deepStrictEqual(await Array.fromAsync(left), ['A', 'B']);
  assert.deepStrictEqual(await Array.fromAsync(right), ['A', 'B']);

  const seen = [];
  await Readable.toWeb(Readable.from(['x', 'y'])).pipeTo(new WritableStream({ write(chunk) { seen.push(chunk); } }));
  assert.deepStrictEqual(seen, ['x', 'y']);

  const failing = new ReadableStream({ pull(c) { c.error(new Error('source')); } });
  await assert.rejects(failing.pipeTo(new WritableStream()), /source/);
  const sink = Writable.toWeb(new Writable({ write(chunk, encoding, cb) { cb(new Error('sink')); } }));
  await assert.rejects(ReadableStream.from([new Uint8Array(1)]).pipeTo(sink), /sink/);

  const bytes = new ReadableStream({
    type: 'bytes',
    pull(c) {
      c.byobRequest.view[0] = 7;
      c.byobRequest.respond(1);
    },
  });
  const { value } = await bytes.getReader({ mode: 'byob' }).read(new Uint8Array(4));
  assert.deepStrictEqual(value, new Uint8Array([7]));
})().then(() => { process.exitCode = 0; });
process.exitCode = 1;
