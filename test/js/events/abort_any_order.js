'use strict';
// AbortSignal.any: dependents are aborted before the first listener runs; listeners of the source run first.
const assert = require('assert');

const controller = new AbortController();
const any = AbortSignal.any([AbortSignal.any([controller.signal]), new AbortController().signal]);
const order = [];
any.addEventListener('abort', () => order.push('any'));
controller.signal.addEventListener('abort', () => {
  order.push('source');
  assert.strictEqual(any.aborted, true);
});
controller.abort('why');
assert.deepStrictEqual(order, ['source', 'any']);
assert.strictEqual(any.reason, 'why');
assert.throws(() => any.throwIfAborted(), (reason) => reason === 'why');
assert.strictEqual(AbortSignal.any([AbortSignal.abort(1)]).reason, 1);
assert.throws(() => AbortSignal.any([1]), { code: 'ERR_INVALID_ARG_TYPE', message: 'signals[0] is not of type AbortSignal.' });
assert.throws(() => new AbortSignal(), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
