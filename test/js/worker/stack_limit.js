'use strict';
// Recursion without end in a worker is a RangeError at any size of its stack, through native functions as well.

const assert = require('assert');
const { Worker } = require('worker_threads');

const source = `
  const { parentPort } = require('worker_threads');
  let depth = 0;
  function viaScript() { depth++; viaScript(); }
  const object = { toJSON() { return JSON.stringify(object); } };
  const names = [];
  for (const recurse of [viaScript, () => JSON.stringify(object)]) {
    try { recurse(); } catch (error) { names.push(error.name); }
  }
  parentPort.postMessage({ names, depth });
`;

const depths = new Map();
for (const stackSizeMb of [1, 16]) {
  const worker = new Worker(source, { eval: true, resourceLimits: { stackSizeMb } });
  worker.on('message', ({ names, depth }) => {
    assert.deepStrictEqual(names, ['RangeError', 'RangeError']);
    depths.set(stackSizeMb, depth);
  });
}
process.on('exit', () => {
  assert.strictEqual(depths.size, 2);
  assert(depths.get(1) < depths.get(16));
});
