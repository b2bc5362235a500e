'use strict';
const assert = require('assert');
process.removeAllListeners('warning');
const url = require('url');

for (const [from, to, expected] of [
  ['http://a/b/c/d;p?q', '../g', 'http://a/b/g'], ['http://a/b/c/d;p?q', '?y', 'http://a/b/c/d;p?y'],
  ['http://a/b/c/d;p?q', '//g', 'http://g/'], ['http://a/b/c/d;p?q', '../../../g', 'http://a/g'],
  ['/one/two/three', 'four', '/one/two/four'], ['http://u:p@a/', '//b@c/d', 'http://b@c/d'],
  ['mailto:a@b', 'c@d', 'mailto:c@d'], ['http://a/b', 'javascript:x', 'javascript:x'], ['x:a/b', '../c', 'x:c'],
]) assert.strictEqual(url.resolve(from, to), expected);
const parsed = url.parse('HTTP://u%40:p@Ex.COM:80/ a?b=c#d', true);
assert.strictEqual(parsed.href, 'http://u%40:p@ex.com:80/%20a?b=c#d');
assert.strictEqual(parsed.query.b, 'c');
assert.strictEqual(url.format({ protocol: 'http', hostname: '::1', port: 80, pathname: 'x', query: { a: [1, 2] } }),
                   'http://[::1]:80/x?a=1&a=2');
