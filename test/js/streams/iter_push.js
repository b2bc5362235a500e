'use strict';
// push() of stream/iter: the budget between writer and reader, the policies beyond it, and how either side ends it.
const assert = require('assert');
const { spawnSync } = require('child_process');

const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const { duplex, ondrain, push, text } = require('stream/iter');

const full = Buffer.alloc(16384, 'x');

async function budget() {
  const { writer, readable } = push();
  assert.strictEqual(writer.writeSync(full), true);
  assert.strictEqual(writer.canWrite, false);
  assert.strictEqual(writer.writeSync('y'), false);
  const waits = writer.write('y');
  await assert.rejects(writer.write('z'), { code: 'ERR_INVALID_STATE', name: 'RangeError' });
  const drain = ondrain(writer);
  const iterator = readable[Symbol.asyncIterator]();
  assert.strictEqual((await iterator.next()).value[0].length, full.length);
  await waits;
  assert.strictEqual(await drain, true);
  const total = writer.end();
  assert.strictEqual(`${(await iterator.next()).value[0]}`, '121');  // "y", as bytes
  assert.strictEqual((await iterator.next()).done, true);
  assert.strictEqual(await total, full.length + 1);
  assert.strictEqual(writer.endSync(), full.length + 1);
  assert.strictEqual(writer.canWrite, null);
}

async function policies() {
  for (const [backpressure, expected] of [['drop-oldest', 'new'], ['drop-newest', 'x'.repeat(16384)]]) {
    const { writer, readable } = push({ backpressure });
    writer.writeSync(full);
    assert.strictEqual(writer.writeSync('new'), true);
    writer.endSync();
    assert.strictEqual(await text(readable), expected);
  }
  assert.throws(() => push({ backpressure: 'none' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => push({ budget: 1 }), { code: 'ERR_OUT_OF_RANGE' });
}

async function ends() {
  const failed = push();
  failed.writer.fail(new Error('mine'));
  await assert.rejects(text(failed.readable), { message: 'mine' });
  await assert.rejects(failed.writer.write('x'), { message: 'mine' });

  const left = push();
  await left.readable[Symbol.asyncIterator]().return();
  assert.strictEqual(left.writer.writeSync('x'), false);
  await assert.rejects(left.writer.write('x'), { code: 'ERR_INVALID_STATE' });

  const aborted = push();
  aborted.writer.writeSync(full);
  await assert.rejects(aborted.writer.write('x', { signal: AbortSignal.timeout(1) }), { name: 'TimeoutError' });
  assert.throws(() => aborted.writer.write(1), { code: 'ERR_INVALID_ARG_TYPE' });

  const [a, b] = duplex();
  a.writer.writeSync('ping');
  b.writer.writeSync('pong');
  await Promise.all([a.close(), b.close()]);
  assert.deepStrictEqual(await Promise.all([text(a.readable), text(b.readable)]), ['pong', 'ping']);
}

budget().then(policies).then(ends);
