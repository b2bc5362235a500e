'use strict';
// Messages that are falsy, or no texts, and assertions without arguments that make sense.
const assert = require('assert');
process.removeAllListeners('warning');
const show = (name, call) => {
  try {
    call();
    console.log(name, 'passes');
  } catch (error) {
    console.log(name, error.name, error.code, JSON.stringify(error.message), error.operator, error.generatedMessage);
  }
};
for (const message of [undefined, null, '', 0, NaN, false, 5, 'text', {}, [1], 1n, () => {}]) {
  const label = typeof message + String(message);
  for (const name of ['equal', 'strictEqual', 'deepStrictEqual', 'partialDeepStrictEqual', 'fail']) {
    show(`${name} ${label}`, () => assert[name](1, 2, message));
  }
  show(`fail(${label})`, () => assert.fail(message));
  show(`ok ${label}`, () => assert.ok(0, message));
  show(`doesNotThrow ${label}`, () => assert.doesNotThrow(() => { throw new Error('x'); }, message));
  show(`AssertionError ${label}`, () => { throw new assert.AssertionError(message); });
}
console.log(Object.keys(new assert.Assert()), Object.keys(new assert.Assert({ strict: false })));
