'use strict';
// process.env of a worker: a copy, an object of its own, or with SHARE_ENV the parent's.
const assert = require('assert');
const { SHARE_ENV, Worker } = require('worker_threads');

process.env.PHASOR_TEST = 'main';
function run(env) {
  return new Promise((resolve) => {
    const worker = new Worker(`
      const { parentPort } = require('worker_threads');
      const seen = process.env.PHASOR_TEST;
      process.env.PHASOR_TEST = 5;
      delete process.env.PHASOR_NONE;
      parentPort.postMessage([seen, process.env.PHASOR_TEST, 'PHASOR_TEST' in process.env, Object.keys(process.env).length]);
    `, { eval: true, env });
    worker.on('message', resolve);
  });
}

(async () => {
  const count = Object.keys(process.env).length;
  assert.deepStrictEqual(await run(), ['main', '5', true, count]);
  assert.strictEqual(process.env.PHASOR_TEST, 'main');
  assert.deepStrictEqual(await run({ PHASOR_TEST: 1, other: null }), ['1', '5', true, 2]);
  assert.strictEqual(process.env.PHASOR_TEST, 'main');
  assert.deepStrictEqual(await run(SHARE_ENV), ['main', '5', true, count]);
  assert.strictEqual(process.env.PHASOR_TEST, '5');
  assert.throws(() => new Worker('', { eval: true, env: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
})();
