'use strict';
// What is sent after a handle waits until the child has it, comes in order, and makes send() answer false.
const assert = require('assert');
const { fork } = require('child_process');
const net = require('net');

if (process.argv[2] === 'child') {
  const got = [];
  process.on('message', (message, handle) => {
    got.push([message, handle !== undefined]);
    if (message === 'last') process.send(got, () => process.disconnect());
  });
  return;
}

const child = fork(__filename, ['child']);
const answers = [];
child.on('message', (got) => {
  assert.deepStrictEqual(got, [['first', true], ['second', false], ['third', true], ['fourth', false], ['last', false]]);
});
const server = net.createServer().listen(0, '127.0.0.1', () => {
  for (const message of ['first', 'second', 'third', 'fourth']) {
    answers.push(child.send(message, message === 'first' || message === 'third' ? server._handle : undefined));
  }
  // Disconnecting does not lose what waits.
  child.send('last', () => server.close());
});
process.on('exit', () => assert.deepStrictEqual(answers, [true, true, false, false]));
