'use strict';
// Of the runtime's own frames as many stand below a program's as in Node: tools count them.
const assert = require('assert');

const { stack } = new Error('here');
assert.strictEqual(stack.split('\n').length, 9);
process.nextTick(() => {
  assert.match(new Error('tick').stack.split('\n')[2], /at process\.processTicksAndRejections \(node:internal\/process\/task_queues:\d+:\d+\)/);
});
setImmediate(() => {
  assert.match(new Error('immediate').stack.split('\n')[2], /at process\.processImmediate \(node:internal\/timers:\d+:\d+\)/);
});
setTimeout(() => {
  const lines = new Error('timer').stack.split('\n');
  assert.match(lines[2], /at listOnTimeout \(node:internal\/timers/);
  assert.match(lines[3], /at process\.processTimers \(node:internal\/timers/);
}, 1);
