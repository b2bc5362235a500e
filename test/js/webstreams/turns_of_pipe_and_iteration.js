'use strict';
// In which microtask turn a pipe writes and an iteration reads: programs that count turns see what they see under Node.
const assert = require('assert');

const idle = () => new Promise((resolve) => setImmediate(resolve));

// m1, m2 ...: one microtask after the other
function markTurns(log, count) {
  let turn = 0;
  const mark = () => {
    if (turn++ === count) return;
    log.push(`m${turn}`);
    Promise.resolve().then(mark);
  };
  Promise.resolve().then(mark);
}

function makeSource(log, highWaterMark, chunks) {
  let pulled = 0;
  return new ReadableStream({
    pull(controller) {
      log.push('P');
      if (pulled++ < chunks) controller.enqueue(pulled);
      else controller.close();
    },
    cancel() { log.push('cancel'); },
  }, { highWaterMark });
}

async function pipe(highWaterMark, fail) {
  const log = [];
  const source = makeSource(log, highWaterMark, 3);
  const sink = new WritableStream({
    write(chunk) {
      log.push(`W${chunk}`);
      if (fail && chunk === 2) throw new Error('no');
    },
    close() { log.push('C'); },
  });
  await idle();
  markTurns(log, 10);
  source.pipeTo(sink).then(() => log.push('done'), () => log.push('failed'));
  await idle();
  return log.join(' ');
}

async function iterate(highWaterMark) {
  const log = [];
  const source = makeSource(log, highWaterMark, 2);
  await idle();
  markTurns(log, 12);
  for await (const chunk of source) log.push(`v${chunk}`);
  log.push('end');
  await idle();
  return log.join(' ');
}

// A promise that close() or cancel() returns takes two turns more than none.
async function end(result) {
  const log = [];
  const sink = new WritableStream({ close: () => result });
  const source = new ReadableStream({ cancel: () => result });
  await idle();
  markTurns(log, 5);
  sink.close().then(() => log.push('closed'));
  source.cancel().then(() => log.push('cancelled'));
  await idle();
  return log.join(' ');
}

// The abort of a transform stream takes one turn more than that of a writable stream.
async function abort(writable) {
  const log = [];
  await idle();
  markTurns(log, 5);
  writable.abort().then(() => log.push('aborted'));
  await idle();
  return log.join(' ');
}

(async () => {
  assert.strictEqual(await abort(new WritableStream()), 'm1 m2 aborted m3 m4 m5');
  assert.strictEqual(await abort(new TransformStream().writable), 'm1 m2 m3 m4 aborted m5');
  assert.strictEqual(await pipe(1, false), 'P W1 P m1 W2 P m2 W3 P m3 m4 C m5 m6 m7 done m8 m9 m10');
  assert.strictEqual(await pipe(0, false), 'P m1 W1 m2 P m3 W2 m4 P m5 W3 m6 P m7 m8 C m9 m10 done');
  assert.strictEqual(await pipe(1, true), 'P W1 P m1 W2 P m2 m3 cancel m4 m5 m6 failed m7 m8 m9 m10');
  assert.strictEqual(await end(undefined), 'm1 m2 closed cancelled m3 m4 m5');
  assert.strictEqual(await end(Promise.resolve()), 'm1 m2 m3 m4 closed cancelled m5');
  assert.strictEqual(await iterate(1), 'P m1 P m2 m3 m4 v1 P m5 v2 m6 end m7 m8 m9 m10 m11 m12');
  assert.strictEqual(await iterate(0), 'm1 P m2 m3 m4 v1 P m5 v2 m6 P m7 m8 m9 end m10 m11 m12');
})();
