'use strict';
// readline/promises: a question that Ctrl+C or Ctrl+D closes rejects, one whose 'SIGINT' somebody takes waits on.
const assert = require('assert');
const { createInterface } = require('readline/promises');
const { PassThrough } = require('stream');

function open() {
  const input = new PassThrough();
  const output = new PassThrough().resume();
  return { input, rl: createInterface({ input, output, terminal: true }) };
}

async function closes(keys, name) {
  const { input, rl } = open();
  const answer = rl.question('?');
  input.write(keys);
  await assert.rejects(answer, { name: 'AbortError', code: 'ABORT_ERR', message: `Aborted with ${name}` });
  assert.strictEqual(rl.closed, true);
}

async function goesOn() {
  const { input, rl } = open();
  let interrupts = 0;
  rl.on('SIGINT', () => interrupts++);
  const answer = rl.question('?');
  input.write('\x03yes\r');
  assert.strictEqual(await answer, 'yes');
  assert.strictEqual(interrupts, 1);
  rl.close();
}

Promise.all([closes('\x03', 'Ctrl+C'), closes('\x04', 'Ctrl+D'), goesOn()]);
