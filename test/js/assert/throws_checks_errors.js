'use strict';
// throws: by class, pattern, shape, function; what fails says why.
const assert = require('assert');

const fail = () => { throw Object.assign(new TypeError('wrong'), { code: 'E_X' }); };
assert.throws(fail, TypeError);
assert.throws(fail, /wrong/);
assert.throws(fail, { name: 'TypeError', code: 'E_X', message: /wro/ });
assert.throws(fail, (error) => error.code === 'E_X');
assert.throws(() => assert.throws(fail, { code: 'E_Y' }), { code: 'ERR_ASSERTION', operator: 'throws' });
assert.throws(() => assert.throws(() => {}), { message: 'Missing expected exception.' });
assert.throws(() => assert.throws(fail, RangeError), { message: /expected to be an instance of "RangeError"/ });
assert.throws(() => assert.throws(fail, 'wrong'), { code: 'ERR_AMBIGUOUS_ARGUMENT' });
assert.throws(() => assert.throws(fail, {}), { code: 'ERR_INVALID_ARG_VALUE' });
assert.rejects(Promise.reject(new Error('later')), /later/);
