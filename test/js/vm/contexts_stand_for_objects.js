'use strict';
// What code in a context declares lands on its object; time-outs stop it.
const assert = require('assert');
const vm = require('vm');

const sandbox = vm.createContext({ x: 1 });
assert.strictEqual(vm.runInContext('var y = x + 1; z = 5; function f() {} let q = 1; y', sandbox), 2);
assert.deepStrictEqual(Object.keys(sandbox).sort(), ['f', 'x', 'y', 'z']);
assert.ok(vm.isContext(sandbox));
assert.ok(!vm.isContext({}));
assert.throws(() => vm.runInContext('for (;;);', sandbox, { timeout: 20 }), {
  code: 'ERR_SCRIPT_EXECUTION_TIMEOUT', message: 'Script execution timed out after 20ms',
});
assert.ok(!(vm.runInNewContext('[]') instanceof Array));
assert.strictEqual(vm.compileFunction('return a + b', ['a', 'b'])(1, 2), 3);
const script = new vm.Script('1 + 1', { produceCachedData: true });
assert.strictEqual(new vm.Script('1 + 1', { cachedData: script.cachedData }).cachedDataRejected, false);
assert.throws(() => vm.runInContext('1', {}), { code: 'ERR_INVALID_ARG_TYPE' });
