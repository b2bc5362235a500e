'use strict';
// An Error given as the message of throws() and rejects() is thrown itself only when shapes differ; a class, a pattern or a
// function makes it the text of an AssertionError.
const assert = require('assert');

const message = new RangeError('as told');
const boom = () => { throw new Error('boom'); };

for (const expected of [/other/, TypeError, () => false]) {
  assert.throws(() => assert.throws(boom, expected, message), {
    name: 'AssertionError', message: 'RangeError: as told', generatedMessage: false, operator: 'throws',
  });
}
assert.throws(() => assert.throws(boom, { message: 'other' }, message), message);
assert.throws(() => assert.match('a', /b/, ''), { generatedMessage: true, message: /did not match the regular expression/ });
assert.throws(() => assert.match(5, /b/, ''), { generatedMessage: true, message: /must be of type string/ });
