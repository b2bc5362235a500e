'use strict';
const { isDeepStrictEqual: eq } = require('util');
const pairs = [[{ a: 1 }, { a: 1 }], [[1, 2], [1, 2, undefined]], [NaN, NaN], [0, -0], [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])], [new Set([[1]]), new Set([[1]])], [new Date(1), new Date(1)], [/a/g, /a/i], [new Error('a'), new Error('a')], [Object.create(null), {}], [1, '1'], [[1, , 2], [1, undefined, 2]], [new Uint8Array([1]), Buffer.from([1])], [Object('a'), Object('a')], [new WeakMap(), new WeakMap()]];
console.log(pairs.map(([a, b]) => eq(a, b)).join());
