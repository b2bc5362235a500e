'use strict';
// resourceLimits: a thread that needs more ends with ERR_WORKER_OUT_OF_MEMORY; the process goes on.
const assert = require('assert');
const { Worker } = require('worker_threads');

const worker = new Worker('const all = []; for (;;) all.push([all, {}]);', {
  eval: true, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
});
assert.strictEqual(worker.resourceLimits.maxOldGenerationSizeMb, 16);
let failed = false;
worker.on('error', (error) => {
  failed = true;
  assert.strictEqual(error.code, 'ERR_WORKER_OUT_OF_MEMORY');
  assert.strictEqual(error.message, 'Worker terminated due to reaching memory limit: JS heap out of memory');
});
worker.on('exit', (code) => {
  assert.strictEqual(code, 1);
  assert.deepStrictEqual(worker.resourceLimits, {});
});
process.on('exit', () => assert.ok(failed));
