'use strict';
// stream/iter and classic Readables: fromReadable(), toReadable() and toReadableSync().
const assert = require('assert');
const { spawnSync } = require('child_process');
const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const { Readable } = require('stream');
const { from, fromReadable, fromSync, text, toReadable, toReadableSync } = require('stream/iter');

const bytes = (string) => new TextEncoder().encode(string);
const turn = () => new Promise(setImmediate);

async function fromObjectMode() {
  const readable = Readable.from(['a', Buffer.from('b'), ['c', new Uint8Array([100])]]);
  assert.strictEqual(fromReadable(readable), fromReadable(readable));
  assert.strictEqual(await text(fromReadable(readable)), 'abcd');
  assert.strictEqual(readable.destroyed, true);
}

async function fromBadChunk() {
  const readable = Readable.from([{}]);
  await assert.rejects(text(fromReadable(readable)), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.strictEqual(readable.destroyed, true);
}

/** A source that records what it is asked for. */
function recorded(batches, calls) {
  return {
    [Symbol.asyncIterator]() {
      return {
        async next() {
          calls.push('next');
          const value = batches.shift();
          return { done: value === undefined, value };
        },
        async return() {
          calls.push('return');
          return { done: true };
        },
      };
    },
  };
}

async function toReadableRespectsHighWaterMark() {
  const calls = [];
  const readable = toReadable(recorded([[bytes('abcd'), bytes('ef')], [bytes('g')]], calls), { highWaterMark: 2 });
  readable.read(0);
  await turn();
  assert.deepStrictEqual(calls, ['next']);
  assert.strictEqual(readable.readableLength, 4);
  readable.destroy();
  await turn();
  assert.deepStrictEqual(calls, ['next', 'return']);
}

async function toReadableFails() {
  const broken = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }) };
  await assert.rejects(toReadable(broken).toArray(), { message: 'broken' });
  assert.throws(() => toReadable('text'), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => toReadable(from('x'), { highWaterMark: -1 }), { code: 'ERR_OUT_OF_RANGE' });
}

async function thereAndBack() {
  assert.strictEqual(await text(fromReadable(toReadable(from(['one ', 'two'])))), 'one two');
  assert.strictEqual(toReadableSync(fromSync('at once')).read().toString(), 'at once');
}

Promise.all([
  fromObjectMode(), fromBadChunk(), toReadableRespectsHighWaterMark(), toReadableFails(), thereAndBack(),
]);
