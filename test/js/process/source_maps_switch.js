'use strict';
// process.setSourceMapsEnabled() and module.setSourceMapsSupport() are one switch.
const assert = require('assert');
const { getSourceMapsSupport, setSourceMapsSupport } = require('module');

assert.strictEqual(process.sourceMapsEnabled, false);
process.setSourceMapsEnabled(true);
assert.strictEqual(process.sourceMapsEnabled, true);
assert.deepStrictEqual({ ...getSourceMapsSupport() }, { enabled: true, nodeModules: true, generatedCode: true });
setSourceMapsSupport(false);
assert.strictEqual(process.sourceMapsEnabled, false);
for (const value of [undefined, 1, 'true', null]) {
  assert.throws(() => process.setSourceMapsEnabled(value), { code: 'ERR_INVALID_ARG_TYPE', message: /"enabled"/ });
}
