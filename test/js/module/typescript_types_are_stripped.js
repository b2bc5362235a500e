'use strict';
// .ts files run with their types stripped; what needs code to be generated is refused.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { stripTypeScriptTypes } = require('module');

process.removeAllListeners('warning');
assert.strictEqual(stripTypeScriptTypes('const x: number = 1;'), 'const x         = 1;');
assert.throws(() => stripTypeScriptTypes('enum A { b }'), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' });
assert.throws(() => stripTypeScriptTypes('const :'), { code: 'ERR_INVALID_TYPESCRIPT_SYNTAX' });
assert.match(stripTypeScriptTypes('enum A { b }', { mode: 'transform' }), /A\["b"\]/);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-ts-'));
try {
  fs.writeFileSync(path.join(folder, 'a.ts'), 'const n: number = 1; console.log(n, typeof require);');
  fs.writeFileSync(path.join(folder, 'b.ts'), 'import "./a.ts"; type T = string; export const t: T = "t"; console.log(t);');
  const run = (...args) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.strictEqual(run('a.ts').stdout, '1 function\n');
  assert.strictEqual(run('b.ts').stdout, '1 function\nt\n');
  assert.strictEqual(run('-e', 'let s: string = "x"; console.log(s)').stdout, 'x\n');
  assert.match(run('--no-strip-types', 'a.ts').stderr, /SyntaxError/);
} finally {
  fs.rmSync(folder, { recursive: true });
}
