'use strict';

// Input that ends in the middle of a line gives a 'line', though a question waits. pause() and resume() return the
// interface only when they change something.

const assert = require('assert');
const readline = require('readline');
const { PassThrough } = require('stream');

for (const terminal of [true, false]) {
  const input = new PassThrough();
  const rl = readline.createInterface({ input, output: new PassThrough(), terminal });
  assert.strictEqual(rl.resume(), undefined);
  assert.strictEqual(rl.pause(), rl);
  assert.strictEqual(rl.pause(), undefined);
  assert.strictEqual(rl.resume(), rl);
  const lines = [];
  rl.on('line', (line) => lines.push(line));
  rl.on('close', () => assert.deepStrictEqual(lines, ['partial']));
  rl.question('?', () => assert.fail('answered'));
  input.end('partial');
}
