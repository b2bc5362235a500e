'use strict';
// terminate() ends a thread that never returns to its loop: in JavaScript, in Atomics.wait(), and one that has just begun.
const assert = require('assert');
const { Worker } = require('worker_threads');

const programs = ['parent.postMessage(1); for (;;);',
                  'parent.postMessage(1); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
                  'parent.postMessage(1); setInterval(() => {}, 1000);',
                  'parent.postMessage(1); (function f() { try { for (;;); } finally { f(); } })();'];
let ended = 0;
for (const program of programs) {
  const worker = new Worker(`const { parentPort: parent } = require('worker_threads'); ${program}`, { eval: true });
  worker.on('message', async () => {
    assert.strictEqual(await worker.terminate(), 1);
    assert.strictEqual(await worker.terminate(), undefined);
    ended++;
  });
}
new Worker('for (;;);', { eval: true }).terminate().then((code) => {
  assert.ok(code === 0 || code === 1);  // before or after it began
  ended++;
});
process.on('exit', () => assert.strictEqual(ended, programs.length + 1));
