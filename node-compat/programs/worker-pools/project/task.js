'use strict';
// The task of piscina.js: its exports are what the pool calls by name.
const { threadId, workerData } = require('worker_threads');
const { move } = require('piscina');

module.exports = ({ a, b }) => a + b;
Object.assign(module.exports, {
  async slow(ms) { await new Promise((resolve) => { setTimeout(resolve, ms); }); return ms; },
  fails() { throw Object.assign(new RangeError('task failed'), { code: 'E_TASK', list: [1, 2] }); },
  environment: () => [process.env.POOL_WORD, workerData?.word ?? workerData?.[1]?.word ?? null, threadId > 0, process.argv.slice(2)],
  moved(buffer) { return move(new Uint8Array(buffer).fill(7).buffer); },
  forever() { for (;;); },
  exits() { process.exit(3); },
});
