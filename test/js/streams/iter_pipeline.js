'use strict';
// stream/iter, behind its flag: sources of all kinds, transforms with their flush, writers, and what an abort does.
const assert = require('assert');
const { spawnSync } = require('child_process');

const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  assert.throws(() => require('stream/iter'), { code: 'MODULE_NOT_FOUND' });
  assert.throws(() => require('node:stream/iter'), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
  assert.strictEqual(process.getBuiltinModule('stream/iter'), undefined);
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const { array, bytes, from, fromSync, merge, pipeTo, pipeToSync, pull, pullSync, text, textSync } = require('stream/iter');

const upper = (chunks) => (chunks === null ? 'END' : chunks.map((chunk) => `${Buffer.from(chunk)}`.toUpperCase()));
const lengths = {
  async *transform(source) {
    for await (const batch of source) yield batch === null ? '.' : `${batch.length},`;
  },
};

async function sources() {
  async function* words() {
    yield 'a';
    yield ['b', Buffer.from('c'), Promise.resolve('d')];
    yield from('e');
  }
  assert.strictEqual(await text(from(words())), 'abcde');
  assert.strictEqual(await text(pull(words(), upper, upper)), 'ABCDEENDEND');
  assert.strictEqual(await text(pull(words(), lengths)), '1,3,1,.');
  assert.strictEqual(textSync(pullSync(fromSync(['x', ['y', ['z']]]), upper)), 'XYZEND');
  assert.strictEqual((await array(from(Array.from({ length: 300 }, () => new Uint8Array(1))))).length, 300);
  for (const bad of [null, undefined, 1, {}, Symbol('x')]) {
    assert.throws(() => from(bad), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => fromSync(bad), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  await assert.rejects(bytes(from([1])), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(text('abc', { limit: 2 }), { code: 'ERR_OUT_OF_RANGE' });
}

async function writers() {
  const seen = [];
  const writer = {
    write(chunk) { seen.push(`${Buffer.from(chunk)}`); },
    end() { seen.push('end'); },
    fail(error) { seen.push(error.message); },
  };
  assert.strictEqual(await pipeTo(from('abc'), upper, writer), 6);
  assert.deepStrictEqual(seen.splice(0), ['ABC', 'END', 'end']);
  await assert.rejects(pipeTo((async function*() { yield 'a'; throw new Error('mine'); })(), writer), { message: 'mine' });
  assert.deepStrictEqual(seen.splice(0), ['a', 'mine']);
  const refusing = { writeSync: () => false };
  assert.throws(() => pipeToSync('abc', refusing), { code: 'ERR_OUT_OF_RANGE' });
  await assert.rejects(pipeTo('abc', {}), TypeError);
}

async function aborted() {
  let returned = false;
  const never = {
    [Symbol.asyncIterator]() { return this; },
    next: () => new Promise(() => {}),
    return() { returned = true; return {}; },
  };
  const controller = new AbortController();
  const reason = new Error('enough');
  setImmediate(() => controller.abort(reason));
  await assert.rejects(text(pull(never, upper, { signal: controller.signal })), reason);
  if (process.versions.phasor) assert.strictEqual(returned, true);
  await assert.rejects(text(merge('a', 'b', { signal: controller.signal })), reason);
}

sources().then(writers).then(aborted);
