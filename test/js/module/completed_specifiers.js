'use strict';
// Errors of specifiers that require() would have completed name what may be written.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'specifiers-')));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));
for (const file of ['a.js', 'sub/index.js', 'node_modules/pkg/lib/x.js']) {
  fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  fs.writeFileSync(path.join(dir, file), '');
}
fs.writeFileSync(path.join(dir, 'main.cjs'), 'module.exports = (specifier) => import(specifier);');
process.chdir(dir);
const load = require(path.join(dir, 'main.cjs'));

async function hintOf(specifier) {
  const error = await load(specifier).then(() => assert.fail(specifier), (reason) => reason);
  const [first, ...rest] = error.message.split('\n');
  assert.ok(error.stack.includes(error.message));
  return [error.code, rest.join('\n'), first.startsWith('Directory import')];
}

(async () => {
  const notFound = 'ERR_MODULE_NOT_FOUND';
  const folder = 'ERR_UNSUPPORTED_DIR_IMPORT';
  assert.deepStrictEqual(await hintOf('./a'), [notFound, 'Did you mean to import "./a.js"?', false]);
  assert.deepStrictEqual(await hintOf('./sub'), [folder, 'Did you mean to import "./sub/index.js"?', true]);
  assert.deepStrictEqual(await hintOf('./sub/'), [folder, 'Did you mean to import "./sub/index.js"?', true]);
  assert.deepStrictEqual(await hintOf('pkg/lib/x'), [notFound, 'Did you mean to import "pkg/lib/x.js"?', false]);
  assert.deepStrictEqual(await hintOf(`${dir}/a`), [notFound, `Did you mean to import "${dir}/a.js"?`, false]);
  assert.deepStrictEqual(await hintOf('./nothing'), [notFound, '', false]);
  assert.deepStrictEqual(await hintOf('./nothing/'), [folder, '', true]);
})();
