'use strict';
const assert = require('assert');
const pairs = [[1, '1'], [[1], ['1']], [new Set([1, '2']), new Set(['1', 2])], [new Map([[1, 'a']]), new Map([['1', 'a']])], [NaN, NaN], [[0], [-0]], [{ a: undefined }, {}], [new Date(1), new Date(2)], [Object('x'), 'x'], [[1, 2], { 0: 1, 1: 2, length: 2 }], [new Error('a'), new TypeError('a')], [Symbol.for('a'), Symbol.for('a')], [new Uint8Array(2), new Uint8Array(2)], [new Float32Array([0]), new Float32Array([-0])]];
for (const [a, b] of pairs) { const r = []; for (const f of ['deepEqual', 'deepStrictEqual']) { try { assert[f](a, b); r.push('equal'); } catch (e) { r.push(e.code); } } console.log(r.join()); }
