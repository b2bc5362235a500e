'use strict';
const assert = require('assert');
const qs = require('querystring');

assert.deepStrictEqual({ ...qs.parse('a=1&a=2&b&=x&c=%zz+%41') }, { 'a': ['1', '2'], 'b': '', '': 'x', 'c': '%zz A' });
assert.strictEqual(Object.keys(qs.parse('a&b&c&d', null, null, { maxKeys: 2 })).length, 2);
assert.deepStrictEqual({ ...qs.parse('a:1;b:2', ';', ':') }, { a: '1', b: '2' });
assert.strictEqual(qs.stringify({ a: [1, true, null], b: '\u20ac ', c: 5n }), 'a=1&a=true&a=&b=%E2%82%AC%20&c=5');
assert.throws(() => qs.escape('\ud800'), { code: 'ERR_INVALID_URI' });
assert.strictEqual(qs.unescapeBuffer('%ff%4').toString('hex'), 'ff2534');

// Separators that share characters: what continues the one does not begin the other. An empty one ends nothing, and the scan ends.
assert.deepStrictEqual({ ...qs.parse('a=>b&amp;c', '&amp;', '=>') }, { a: 'b', c: '' });
assert.deepStrictEqual({ ...qs.parse('foo&bar&&baz', '&&', '&') }, { 'foo&bar': '', 'baz': '' });
assert.deepStrictEqual({ ...qs.parse('aab', '&', 'ab') }, { aab: '' });
assert.strictEqual(Object.keys(qs.parse('ab', [], '=', { maxKeys: 0 })).length, 1);
assert.deepStrictEqual({ ...qs.parse('a&a&a', null, null, { decodeURIComponent: () => 1 }) }, { 1: ['', '', ''] });
