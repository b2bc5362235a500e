'use strict';
const assert = require('assert');

const url = new URL('http://user:pass@host:81/a?b#c');
url.port = '99999';
url.protocol = 'mailto';
url.hostname = 'bad host';
assert.strictEqual(url.href, 'http://user:pass@host:81/a?b#c');
assert.throws(() => { url.href = 'nonsense'; }, { code: 'ERR_INVALID_URL', input: 'nonsense' });
assert.strictEqual(url.href, 'http://user:pass@host:81/a?b#c');
url.port = '';
url.username = 'x@y';
url.hash = '';
assert.strictEqual(url.href, 'http://x%40y:pass@host/a?b');
assert.strictEqual(URL.parse('no base'), null);
assert.strictEqual(URL.canParse('a', 'http://b'), true);
assert.strictEqual(new URL('blob:https://a:1/x').origin, 'https://a:1');
