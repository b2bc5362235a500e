'use strict';
const util = require('util');
const o = { a: { b: { c: {} } }, arr: [1, 2, 3, 4], s: 'x'.repeat(30), m: new Map([[{ z: 1 }, { y: 2 }]]), get g() { return { h: 1 }; } };
for (const opt of [{ depth: 0 }, { depth: null }, { compact: false }, { compact: 1 }, { breakLength: 20 }, { maxArrayLength: 2 }, { maxStringLength: 5 }, { sorted: true }, { getters: true }, { showHidden: true }, { colors: true }, { breakLength: Infinity }, { numericSeparator: true }]) {
  console.log(JSON.stringify(opt)); console.log(util.inspect(o, opt));
}
console.log(util.inspect(1234567.891, { numericSeparator: true }));
