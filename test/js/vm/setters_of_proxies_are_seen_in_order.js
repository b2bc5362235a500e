'use strict';
// A contextified proxy sees an assignment before it is asked for the property's descriptor; timeouts are errors of the context.
const assert = require('assert');
const vm = require('vm');

const log = [];
const context = vm.createContext(new Proxy({ y: 1 }, {
  set(target, key, value) {
    log.push('set');
    target[key] = value;
    return true;
  },
  getOwnPropertyDescriptor(target, key) {
    log.push('describe');
    return Reflect.getOwnPropertyDescriptor(target, key);
  },
}));
log.length = 0;
vm.runInContext('y = 2', context);
assert.deepStrictEqual(log.slice(0, 3), ['describe', 'set', 'describe']);

try {
  vm.runInNewContext('while (true);', {}, { timeout: 5 });
  assert.fail('it ends');
} catch (error) {
  assert.strictEqual(error.code, 'ERR_SCRIPT_EXECUTION_TIMEOUT');
  assert(!(error instanceof Error));
}
