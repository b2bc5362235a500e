'use strict';
// What [util.inspect.custom]() may return, how it is indented; buffers behind typed arrays; compact: true without a line limit.
const util = require('util');

class Custom {
  constructor(value) { this.value = value; }
  [util.inspect.custom]() { return this.value; }
}
const long = { first: 'a'.repeat(40), second: 'b'.repeat(40), third: { inner: 'c'.repeat(60), last: 1 } };
for (const value of [long, 'a\nb', new Custom('x\ny'), new Custom(long), [long], null, undefined, 5, 1n, Symbol('s'), () => {}, new Map([[long, 1]])]) {
  for (const options of [{}, { colors: true }, { compact: false }, { compact: 1 }, { compact: true, breakLength: Infinity }, { depth: 1 }]) {
    console.log(util.inspect({ a: { b: [new Custom(value)], c: new Map([[new Custom(value), 1]]) } }, { depth: 9, ...options }));
    console.log(util.inspect(new Custom(value), options));
  }
}
for (const options of [{}, { compact: false }, { numericSeparator: true }, { depth: 0 }, { colors: true }]) {
  for (const value of [new Uint8Array(3), { a: { b: new Uint8Array(1) } }, new DataView(new ArrayBuffer(3000)), new Uint8Array(new ArrayBuffer(5000), 0, 1),
    new Uint8Array(new (class Own extends ArrayBuffer {})(2)), new Uint8Array(Object.assign(new ArrayBuffer(1), { extra: 1 }))]) {
    console.log(util.inspect(value, { showHidden: true, ...options }));
  }
}
for (const breakLength of [Infinity, 1e9, 80, 20]) {
  for (const value of [{ a: new Custom('x\ny'), b: 2 }, [new Custom('x\ny'), 2], { a: new Custom('x\ny') }, { q: { a: new Custom('x\ny'), b: 2 }, z: 1 }]) {
    console.log(breakLength, util.inspect(value, { compact: true, breakLength }));
  }
}
