'use strict';
// A delay that is no number, or negative, is warned of once a process.
const assert = require('assert');

const names = [];
process.on('warning', ({ name }) => names.push(name));
for (const delay of [NaN, -1, NaN, -5]) clearTimeout(setTimeout(() => {}, delay));
setImmediate(() => assert.deepStrictEqual(names, ['TimeoutNaNWarning', 'TimeoutNegativeWarning']));
