'use strict';
// module.register(): hooks that answer with promises, for import().
const assert = require('assert');
const { register } = require('module');

const hooks = `
let suffix;
export function initialize(data) { suffix = data.suffix; }
export async function resolve(specifier, context, nextResolve) {
  if (!specifier.startsWith('late:')) return nextResolve(specifier, context);
  await null;
  return { url: specifier, shortCircuit: true };
}
export async function load(url, context, nextLoad) {
  if (!url.startsWith('late:')) return nextLoad(url, context);
  await null;
  const inner = url === 'late:root' ? 'export { value } from "late:leaf";' : 'export const value = "' + url + suffix + '";';
  return { format: 'module', source: inner, shortCircuit: true };
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: { suffix: '!' } });

(async () => {
  const [first, second] = await Promise.all([import('late:root'), import('late:leaf')]);
  assert.strictEqual(first.value, 'late:leaf!');
  assert.strictEqual(second.value, 'late:leaf!');
  assert.strictEqual((await import('fs')).default, require('fs'));
})();
