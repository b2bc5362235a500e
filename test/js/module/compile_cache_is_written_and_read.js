'use strict';
// NODE_COMPILE_CACHE: what was compiled is written at the end and taken by the next process; a damaged file does no harm.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-cache-'));
try {
  fs.writeFileSync(path.join(folder, 'main.mjs'), 'import "./part.cjs"; console.log("done");');
  fs.writeFileSync(path.join(folder, 'part.cjs'), 'module.exports = () => 1;');
  const run = () => spawnSync(process.execPath, ['main.mjs'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_COMPILE_CACHE: 'cache', NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
  });
  const first = run();
  assert.strictEqual(first.stdout, 'done\n');
  assert.match(first.stderr, /writing cache for ESM .*main\.mjs.*success/);
  const second = run();
  assert.match(second.stderr, /cache for ESM .*main\.mjs was accepted/);
  assert.match(second.stderr, /cache for CommonJS .*part\.cjs was accepted/);
  const inner = path.join(folder, 'cache', fs.readdirSync(path.join(folder, 'cache'))[0]);
  for (const name of fs.readdirSync(inner)) fs.writeFileSync(path.join(inner, name), 'garbage'.repeat(100));
  const third = run();
  assert.strictEqual(third.status, 0, third.stderr);
  assert.strictEqual(third.stdout, 'done\n');
} finally {
  fs.rmSync(folder, { recursive: true });
}
