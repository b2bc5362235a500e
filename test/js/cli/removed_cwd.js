'use strict';
// A program text, and what is preloaded by its full path, run in a folder that has been removed.
const assert = require('assert');
const { execSync, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'removed-cwd-'));
const preload = path.join(folder, 'preload.js');
fs.writeFileSync(preload, 'console.log("preloaded")');
const gone = path.join(folder, 'gone');
const run = (args) => execSync(`mkdir "${gone}" && cd "${gone}" && rmdir "${gone}" && "${process.execPath}" ${args}`, { encoding: 'utf8' });
try {
  assert.strictEqual(run('-p 1'), '1\n');
  assert.strictEqual(run(`-r "${preload}" -p 2`), 'preloaded\n2\n');
  assert.strictEqual(run(`-e "import('${preload}')"`), 'preloaded\n');
  assert.strictEqual(run('-p "try { process.cwd() } catch (error) { error.syscall }"'), 'uv_cwd\n');
} finally {
  fs.rmSync(folder, { recursive: true });
}
assert.strictEqual(spawnSync(process.execPath, ['-e', '0']).status, 0);
