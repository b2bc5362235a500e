'use strict';
// stdin, stdout and stderr of a worker lead to its parent.
const assert = require('assert');
const { Worker } = require('worker_threads');

const worker = new Worker(`
  process.stdin.setEncoding('utf8');
  let text = '';
  process.stdin.on('data', (chunk) => text += chunk);
  process.stdin.on('end', () => {
    console.log(text.toUpperCase());
    process.stderr.write('done', () => process.stdout.end('last'));
  });
`, { eval: true, stdin: true, stdout: true, stderr: true });
let out = '', err = '';
worker.stdout.setEncoding('utf8').on('data', (chunk) => out += chunk);
worker.stderr.on('data', (chunk) => err += chunk);
worker.stdin.write('abc');
worker.stdin.end('def');
worker.on('exit', (code) => {
  assert.strictEqual(code, 0);
  assert.strictEqual(out, 'ABCDEF\nlast');
  assert.strictEqual(err, 'done');
});
