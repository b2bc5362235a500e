// Slashes that stand for nothing in targets and in what patterns match still resolve, with DEP0166; specifiers that end in
// one with DEP0155, once.
import assert from 'node:assert';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-slashes-')));
process.on('exit', () => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'node_modules/dep'), { recursive: true });
writeFileSync(join(folder, 'main.mjs'), 'export const resolve = import.meta.resolve;');
writeFileSync(join(folder, 'node_modules/dep/package.json'), JSON.stringify({
  exports: { './double': './/a.js', './end': './lib/', './*': './lib/*' },
}));

const { resolve } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
const warnings = [];
process.on('warning', ({ code, message }) => warnings.push(`${code} ${message.split(' in the ')[0]}`));
for (const name of ['double', 'end', 'x//y', 'x/', 'x/']) {
  try {
    resolve(`dep/${name}`);
  } catch ({ code }) {
    assert.strictEqual(code, 'ERR_UNSUPPORTED_DIR_IMPORT');
  }
}
await new Promise(setImmediate);
assert.deepStrictEqual([...new Set(warnings)], [
  'DEP0166 Use of deprecated double slash resolving ".//a.js" for module request "./double"',
  'DEP0166 Use of deprecated leading or trailing slash matching resolving "./lib/" for module request "./end"',
  'DEP0166 Use of deprecated double slash resolving "./lib/x//y" for module request "./x//y" matched to "./*"',
  'DEP0155 Use of deprecated trailing slash pattern mapping "./x/"',
]);
assert.strictEqual(warnings.filter((text) => text.startsWith('DEP0155')).length, 1);
