// What has to answer at once waits for hooks of module.register(): import.meta.resolve(), what a required ES module imports,
// and require() in a CommonJS module whose source the hooks gave.
import assert from 'node:assert';
import { createRequire, register } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'waiting-for-hooks-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'required.mjs'), 'export { default } from "virtual:inner";');
writeFileSync(join(folder, 'customized.cjs'), `
const leaf = require('./leaf.cjs');
module.exports = { leaf, keys: Object.keys(require), resolved: require.resolve('./leaf.cjs'), data: require('./data.json') };`);
writeFileSync(join(folder, 'leaf.cjs'), 'module.exports = "from the file";');
writeFileSync(join(folder, 'data.json'), '{ "a": 1 }');

register(`data:text/javascript,${encodeURIComponent(`
import { readFile } from 'node:fs/promises';
export async function resolve(specifier, context, next) {
  await new Promise(setImmediate);
  return specifier.startsWith('virtual:') ? { url: specifier, format: 'module', shortCircuit: true } : next(specifier, context);
}
export async function load(url, context, next) {
  if (url === 'virtual:inner') return { format: 'module', source: 'export default "inner"', shortCircuit: true };
  const loaded = await next(url, context);
  if (loaded.format === 'commonjs') loaded.source = (await readFile(new URL(url), 'utf8')).replace('the file', 'the hooks');
  return loaded;
}`)}`);

assert.strictEqual(import.meta.resolve('virtual:x'), 'virtual:x');
assert.strictEqual(createRequire(import.meta.url)(join(folder, 'required.mjs')).default, 'inner');
const { default: customized } = await import(pathToFileURL(join(folder, 'customized.cjs')).href);
assert.deepStrictEqual(customized, {
  leaf: 'from the hooks', keys: ['resolve', 'main'], resolved: join(folder, 'leaf.cjs'), data: { a: 1 },
});
