'use strict';
const assert = require('assert');
const qs = require('querystring');

assert.deepStrictEqual({ ...qs.parse('a=1&a=2&b&=x&c=%zz+%41') }, { 'a': ['1', '2'], 'b': '', '': 'x', 'c': '%zz A' });
assert.strictEqual(Object.keys(qs.parse('a&b&c&d', null, null, { maxKeys: 2 })).length, 2);
assert.deepStrictEqual({ ...qs.parse('a:1;b:2', ';', ':') }, { a: '1', b: '2' });
assert.strictEqual(qs.stringify({ a: [1, true, null], b: '\u20ac ', c: 5n }), 'a=1&a=true&a=&b=%E2%82%AC%20&c=5');
assert.throws(() => qs.escape('\ud800'), { code: 'ERR_INVALID_URI' });
assert.strictEqual(qs.unescapeBuffer('%ff%4').toString('hex'), 'ff2534');
