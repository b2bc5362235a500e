'use strict';
// phasor:loop is known to require, import and module.isBuiltin, only with its scheme, and not in Node's list of modules.
const assert = require('assert');
const { builtinModules, isBuiltin } = require('module');

assert.strictEqual(require('phasor:loop'), require('phasor:loop'));
assert.strictEqual(require.resolve('phasor:loop'), 'phasor:loop');
assert.strictEqual(process.getBuiltinModule('phasor:loop'), require('phasor:loop'));
assert(isBuiltin('phasor:loop'));
assert(!builtinModules.some((name) => name.includes('phasor')));
for (const name of ['phasor/loop', 'node:phasor/loop', 'phasor:nothing', 'phasor:internal/util']) assert(!isBuiltin(name), name);
assert.throws(() => require('phasor/loop'), { code: 'MODULE_NOT_FOUND' });
assert.throws(() => require('phasor:nothing'), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });

(async () => {
  const imported = await import('phasor:loop');
  assert.strictEqual(imported.metrics, require('phasor:loop').metrics);
  assert.strictEqual(imported.default, require('phasor:loop'));
  await assert.rejects(import('phasor:nothing'), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
})();
