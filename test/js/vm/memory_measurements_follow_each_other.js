'use strict';
// What V8's own tasks resolve is followed at once: a program that waits for nothing else goes on.
const assert = require('assert');
const vm = require('vm');

async function main() {
  for (const mode of ['summary', 'detailed', 'summary']) {
    const { total } = await vm.measureMemory({ mode, execution: 'eager' });
    assert.strictEqual(typeof total.jsMemoryEstimate, 'number');
  }
}

let done = false;
main().then(() => { done = true; });
process.on('exit', () => assert(done));
