'use strict';
// NODE_PRESERVE_SYMLINKS of a worker's own environment counts, with options of its own too.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { Worker } = require('worker_threads');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-switches-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.mkdirSync(path.join(folder, 'real'));
fs.writeFileSync(path.join(folder, 'real', 'it.js'), 'module.exports = __dirname;');
fs.symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
const source = `require('worker_threads').parentPort.postMessage(require(${JSON.stringify(path.join(folder, 'link', 'it.js'))}))`;

const found = [];
for (const extra of [{}, { execArgv: [] }]) {
  const worker = new Worker(source, { eval: true, env: { NODE_PRESERVE_SYMLINKS: '1' }, ...extra });
  worker.on('message', (directory) => found.push(path.basename(directory)));
}
process.on('exit', () => assert.deepStrictEqual(found, ['link', 'link']));
