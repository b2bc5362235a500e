'use strict';

// ByteLengthQueuingStrategy and CountQueuingStrategy (https://streams.spec.whatwg.org/#qs).
// Callers: stream/web, the globals.

const { codes: { ERR_MISSING_OPTION } } = require('internal/errors');
const { checkBrand, finishClass, hiddenState, kState } = require('internal/webstreams/util');
const { validateObject } = require('internal/validators');

// One function for all instances, as the specification has it.
const byteSize = Object.defineProperty((chunk) => chunk.byteLength, 'name', { __proto__: null, value: 'size' });
const countSize = Object.defineProperty(() => 1, 'name', { __proto__: null, value: 'size' });

function readMark(init) {
  validateObject(init, 'init');
  if (init.highWaterMark === undefined) throw new ERR_MISSING_OPTION('init.highWaterMark');
  return +init.highWaterMark;
}

class ByteLengthQueuingStrategy {
  /** @param {{ highWaterMark: number }} init bytes */
  constructor(init) {
    hiddenState(this, { isOf: ByteLengthQueuingStrategy, highWaterMark: readMark(init) });
  }

  get highWaterMark() {
    checkBrand(this, ByteLengthQueuingStrategy);
    return this[kState].highWaterMark;
  }

  get size() {
    checkBrand(this, ByteLengthQueuingStrategy);
    return byteSize;
  }
}

class CountQueuingStrategy {
  /** @param {{ highWaterMark: number }} init chunks */
  constructor(init) {
    hiddenState(this, { isOf: CountQueuingStrategy, highWaterMark: readMark(init) });
  }

  get highWaterMark() {
    checkBrand(this, CountQueuingStrategy);
    return this[kState].highWaterMark;
  }

  get size() {
    checkBrand(this, CountQueuingStrategy);
    return countSize;
  }
}

for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  finishClass(Class, ['highWaterMark', 'size'], (self) => ({ highWaterMark: self.highWaterMark }));
}

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
