'use strict';
// module.registerHooks(): one chain for require(), import() and import.meta.resolve(), newest hook first.
const assert = require('assert');
const { registerHooks } = require('module');

const order = [];
const outer = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('virtual:')) return nextResolve(specifier, context);
    order.push('outer');
    return { url: specifier, format: specifier.endsWith('.mjs') ? 'module' : 'commonjs', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('virtual:')) return nextLoad(url, context);
    const source = context.format === 'module' ? 'export const url = import.meta.url;' : 'exports.answer = 42;';
    return { format: context.format, source, shortCircuit: true };
  },
});
const inner = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('virtual:')) order.push('inner');
    return nextResolve(specifier, context);
  },
});

assert.strictEqual(require('virtual:one').answer, 42);
assert.deepStrictEqual(order, ['inner', 'outer']);

(async () => {
  const { url } = await import('virtual:two.mjs');
  assert.strictEqual(url, 'virtual:two.mjs');
  inner.deregister();
  outer.deregister();
  await assert.rejects(import('virtual:three.mjs'), { code: 'ERR_UNSUPPORTED_ESM_URL_SCHEME' });
  assert.throws(() => require('virtual:four'), { code: 'MODULE_NOT_FOUND' });
})();
