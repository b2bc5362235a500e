// Targets of "exports" and "imports" are URLs: queries stay, escapes name files, a slash at the end stays; another package
// among the imports is looked for from the package.json, by require() too.
import assert from 'node:assert';
import { createRequire, findPackageJSON } from 'node:module';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-maps-')));
process.on('exit', () => rmSync(folder, { recursive: true }));
function write(name, text) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
write('package.json', JSON.stringify({ imports: { '#dep': 'dep/a', '#gone': 'nowhere' } }));
write('main.mjs', 'export const resolve = import.meta.resolve;');
write('node_modules/dep/package.json', JSON.stringify({
  exports: { './a': './%61.js', './query': './a.js?x#y', './folder': './sub/', './encoded': './sub%2fa.js' },
}));
write('node_modules/dep/a.js', 'module.exports = "a";');
write('node_modules/list/package.json', '[]');
write('node_modules/number/package.json', '{ "exports": 5 }');
write('node_modules/number/index.js', 'module.exports = "number";');

const { resolve } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
const require = createRequire(join(folder, 'main.cjs'));
const url = (name) => pathToFileURL(join(folder, 'node_modules/dep')).href + name;
assert.strictEqual(resolve('dep/a'), url('/a.js'));
assert.strictEqual(resolve('dep/query'), url('/a.js?x#y'));
assert.strictEqual(resolve('dep/folder'), url('/sub/'));
assert.throws(() => resolve('dep/encoded'), { code: 'ERR_INVALID_MODULE_SPECIFIER' });
assert.throws(() => require('dep/encoded'), { code: 'ERR_INVALID_MODULE_SPECIFIER' });
assert.strictEqual(require('#dep'), 'a');
assert.throws(() => require('#gone'), { code: 'MODULE_NOT_FOUND', message: "Cannot find module '#gone'" });
assert.throws(() => resolve('#gone'), { message: `Cannot find package 'nowhere' imported from ${join(folder, 'package.json')}` });
assert.throws(() => resolve('list'), { code: 'ERR_INVALID_PACKAGE_CONFIG' });
assert.strictEqual(require('number'), 'number');
assert.throws(() => findPackageJSON('nowhere', join(folder, 'main.cjs')), { code: 'ERR_MODULE_NOT_FOUND' });
