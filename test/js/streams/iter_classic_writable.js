'use strict';
// stream/iter and classic Writables: fromWritable() and toWritable().
const assert = require('assert');
const { spawnSync } = require('child_process');
const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const { Writable } = require('stream');
const { fromWritable, ondrain, push, text, toWritable } = require('stream/iter');

const turn = () => new Promise(setImmediate);
const stuck = () => new Writable({ highWaterMark: 2, write() {} });

async function policies() {
  const strict = fromWritable(stuck());
  await strict.write('ab');
  assert.strictEqual(strict.canWrite, false);
  await assert.rejects(strict.write('c'), { name: 'RangeError', code: 'ERR_INVALID_STATE' });

  const stream = stuck();
  const waiting = fromWritable(stream, { backpressure: 'unbounded' });
  const write = waiting.write('abc');
  const drain = ondrain(waiting);
  stream.destroy();
  await assert.rejects(write, { code: 'ERR_STREAM_PREMATURE_CLOSE' });
  assert.strictEqual(await drain, false);
  assert.strictEqual(waiting.canWrite, null);

  const dropping = fromWritable(stuck(), { backpressure: 'drop-newest' });
  await dropping.write('ab');
  await dropping.writev(['c', 'd']);
}

async function listensOnlyWhileWaiting() {
  const stream = stuck();
  const writer = fromWritable(stream, { backpressure: 'unbounded' });
  assert.strictEqual(stream.listenerCount('error'), 0);
  const write = writer.write('abc');
  assert.strictEqual(stream.listenerCount('error'), 1);
  writer.fail();
  await assert.rejects(write, { name: 'AbortError' });
  assert.strictEqual(stream.listenerCount('error'), 0);
}

async function badChunksUncork() {
  const stream = new Writable({ write(chunk, encoding, callback) { callback(); } });
  const writer = fromWritable(stream);
  assert.throws(() => writer.writev(['a', 1]), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.strictEqual(stream.writableCorked, 0);
  assert.strictEqual(await writer.end(), 1);
  await assert.rejects(writer.write('b'), { code: 'ERR_STREAM_WRITE_AFTER_END' });
}

async function writerBehindAWritable() {
  const { writer, readable } = push();
  const stream = toWritable(writer);
  stream.write('hello ');
  stream.end('there');
  assert.strictEqual(await text(readable), 'hello there');

  const failed = [];
  const broken = toWritable({ write: async () => { throw new Error('broken'); }, fail(error) { failed.push(error.message); } });
  broken.write('a', (error) => failed.push(`callback ${error.message}`));
  await turn();
  assert.deepStrictEqual(failed.sort(), ['broken', 'callback broken']);
  assert.strictEqual(broken.destroyed, true);
  assert.throws(() => toWritable({}), { code: 'ERR_INVALID_ARG_TYPE' });
}

Promise.all([policies(), listensOnlyWhileWaiting(), badChunksUncork(), writerBehindAWritable()]);
