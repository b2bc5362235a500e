'use strict';
const util = require('util');
for (const a of [['%s', null], ['%s', undefined], ['%s', 1n], ['%s', Symbol('a')], ['%s', { toString() { return 'custom'; } }], ['%s', class A {}], ['%s', new Error('e').message], ['%s', -0], ['%d', '42abc'], ['%d', 5n], ['%i', 3.7], ['%i', 'x'], ['%f', 'y'], ['%j', { toJSON() { return 'J'; } }], ['%o', { a: [1, { b: 2 }] }], ['%O', { a: { b: { c: { d: 1 } } } }], ['a%', 1], ['%x', 1], ['%%s', 1], [1, 2, '3'], ['%s:%s', 'a'], [], ['%s', [1, [2, [3]]]], ['%s', new Date(0)], ['%s', () => 5]]) console.log(util.format(...a));
const c = {}; c.c = c; console.log(util.format('%j', c));
