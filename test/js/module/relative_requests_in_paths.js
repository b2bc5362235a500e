'use strict';
// require.resolve()'s `paths` with a relative request, and where a relative request without a parent is looked for.
const assert = require('assert');
const Module = require('module');

for (const paths of [[1], [null], ['/', undefined]]) {
  assert.throws(() => require.resolve('./x', { paths }), {
    code: 'ERR_INVALID_ARG_TYPE', message: 'The "paths" argument must be array of strings. Received an instance of Array',
  });
  assert.throws(() => require.resolve('x', { paths }), { code: 'ERR_INVALID_ARG_TYPE' });
}
assert.deepStrictEqual(Module._resolveLookupPaths('./x', null), ['.']);
assert.deepStrictEqual(Module._resolveLookupPaths('./x', { id: 'x' }), ['.']);

// What is linked does not show in the stacks of errors that loading throws.
import('data:text/javascript,import "no-such:thing"').then(assert.fail, (error) => {
  assert.strictEqual(error.code, 'ERR_UNSUPPORTED_ESM_URL_SCHEME');
  assert.doesNotMatch(error.stack, /Array\./);
});
