'use strict';
// broadcast() and share() of stream/iter: every reader gets everything and learns of the end.
const assert = require('assert');
const { spawnSync } = require('child_process');

const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const { Broadcast, broadcast, share, shareSync, text, textSync } = require('stream/iter');

const full = Buffer.alloc(16384, 'x');

async function broadcasting() {
  const { writer, broadcast: channel } = broadcast({ backpressure: 'unbounded', budget: full.length });
  const [fast, slow] = [channel.push(), channel.push()].map((stream) => stream[Symbol.asyncIterator]());
  writer.writeSync(full);
  const second = writer.write('second');
  const end = writer.end();
  assert.strictEqual((await fast.next()).value[0].length, full.length);
  await slow.next();
  await second;
  assert.strictEqual((await fast.next()).value[0].length, 6);
  assert.strictEqual((await fast.next()).done, true);
  await slow.return();
  assert.strictEqual(await end, full.length + 6);
  assert.strictEqual(channel.consumerCount, 0);

  const failed = broadcast();
  const reader = failed.broadcast.push();
  failed.writer.fail(new Error('mine'));
  await assert.rejects(text(reader), { message: 'mine' });
  const source = Broadcast.from(['a', 'b']);
  assert.deepStrictEqual(await Promise.all([text(source.broadcast.push()), text(source.broadcast.push())]), ['ab', 'ab']);
}

async function sharing() {
  let pulls = 0;
  function* source() {
    for (const word of ['a', 'b', 'c']) {
      pulls++;
      yield [Buffer.from(word)];
    }
  }
  const shared = share(source());
  assert.strictEqual(pulls, 0);
  const readers = [shared.pull(), shared.pull((chunks) => chunks)];
  assert.deepStrictEqual(await Promise.all(readers.map((reader) => text(reader))), ['abc', 'abc']);
  assert.strictEqual(pulls, 3);

  const together = shareSync(source());
  const late = together.pull();
  assert.strictEqual(textSync(together.pull()), 'abc');
  assert.strictEqual(textSync(late), 'abc');

  const strict = share([full, full, full].map((chunk) => [chunk]), { budget: full.length });
  const fast = strict.pull();
  strict.pull();
  await assert.rejects(text(fast), { code: 'ERR_OUT_OF_RANGE' });
}

broadcasting().then(sharing);
