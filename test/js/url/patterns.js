'use strict';
const assert = require('assert');
const { URLPattern } = require('url');

const pattern = new URLPattern({ pathname: '/books/:id(\\d+)/:rest*' });
assert.strictEqual(pattern.test('https://h/books/12'), true);
assert.strictEqual(pattern.test('https://h/books/x'), false);
const found = pattern.exec('https://h/books/12/a/b?q#h');
assert.deepStrictEqual({ ...found.pathname.groups }, { id: '12', rest: 'a/b' });
assert.strictEqual(found.search.input, 'q');
assert.strictEqual(pattern.hasRegExpGroups, true);
assert.strictEqual(new URLPattern('/a/:b', 'https://h').exec({ pathname: '/x' }), null);
assert.strictEqual(new URLPattern({ pathname: '/A' }, { ignoreCase: true }).test({ pathname: '/a' }), true);
assert.throws(() => new URLPattern('/no-base'), { name: 'TypeError' });
