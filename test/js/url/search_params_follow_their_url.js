'use strict';
const assert = require('assert');

const url = new URL('http://host/p?a=1#h');
const params = url.searchParams;
params.append('b c', '\u20ac');
assert.strictEqual(url.href, 'http://host/p?a=1&b+c=%E2%82%AC#h');
url.search = '?z=9';
assert.strictEqual(params.get('z'), '9');
assert.strictEqual(params, url.searchParams);
params.delete('z');
assert.strictEqual(url.href, 'http://host/p#h');
url.href = 'http://other/?q=1';
assert.deepStrictEqual([...params], [['q', '1']]);
for (const [name] of params) params.set(name, '2');
assert.strictEqual(String(url), 'http://other/?q=2');
