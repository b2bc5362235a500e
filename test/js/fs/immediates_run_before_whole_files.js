'use strict';
// readFile and writeFile take several turns in Node: an immediate queued beside one runs before its callback, also if the file is
// done by the first poll phase. An operation of one step may come first.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-whole-'));
const file = path.join(directory, 'file');
const log = [];

fs.writeFile(file, 'text', () => {
  log.push('write');
  fs.promises.readFile(file, 'utf8').then((text) => log.push(`promised ${text}`));
  setImmediate(() => log.push('immediate 2'));
});
fs.readFile(__filename, () => log.push('read'));
fs.readFile(path.join(directory, 'nothing'), (error) => assert.strictEqual(error.code, 'ENOENT'));
setImmediate(() => log.push('immediate 1'));
for (const start = Date.now(); Date.now() - start < 30;);

process.on('exit', () => {
  fs.rmSync(directory, { recursive: true });
  assert.strictEqual(log[0], 'immediate 1');
  assert.deepStrictEqual(log.filter((entry) => entry !== 'read'), ['immediate 1', 'write', 'immediate 2', 'promised text']);
});
