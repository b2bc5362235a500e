'use strict';
// What hooks return is checked: Node's codes and messages.
const assert = require('assert');
const { registerHooks } = require('module');

async function check(hooks, expected) {
  const registered = registerHooks(hooks);
  try {
    await assert.rejects(import(`data:text/javascript,export default ${check.count++}`), expected);
  } finally {
    registered.deregister();
  }
}
check.count = 0;

(async () => {
  await check({ resolve() { return {}; } }, {
    code: 'ERR_INVALID_RETURN_PROPERTY_VALUE',
    message: 'Expected true to be returned for the "shortCircuit" from the "resolve" hook but got undefined.',
  });
  await check({ resolve() { return { url: 1, shortCircuit: true }; } }, { code: 'ERR_INVALID_RETURN_PROPERTY_VALUE' });
  await check({ resolve() { return { url: 'x', shortCircuit: true }; } }, { code: 'ERR_INVALID_URL' });
  await check({ load() { return { format: 'module', shortCircuit: true }; } }, {
    message: 'Expected a string, an ArrayBuffer, or a TypedArray to be returned for the "source" from the "load" hook but ' +
      'got undefined.',
  });
  await check({ load() { return { format: 'zzz', source: '', shortCircuit: true }; } }, { code: 'ERR_UNKNOWN_MODULE_FORMAT' });
  assert.throws(() => registerHooks({ resolve: 1 }), {
    code: 'ERR_INVALID_ARG_TYPE',
    message: 'The "hooks.resolve" property must be of type function. Received type number (1)',
  });
})();
