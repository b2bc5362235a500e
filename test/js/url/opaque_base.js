'use strict';
// Against a base whose path is opaque only a fragment resolves.
const assert = require('assert');

for (const input of ['x#f', '..#f', '?q#f', '', 'x', '/x#f', ' x#f']) {
  assert.strictEqual(URL.canParse(input, 'a:b'), false, input);
  assert.throws(() => new URL(input, 'a:b'), { code: 'ERR_INVALID_URL', input, base: 'a:b' });
}
assert.strictEqual(new URL('#f', 'a:b?q#g').href, 'a:b?q#f');
assert.strictEqual(new URL(' \t#f', 'a:b').href, 'a:b#f');
assert.strictEqual(new URL('http://host/x#f', 'a:b').href, 'http://host/x#f');
assert.strictEqual(new URL('x#f', 'a:/b/c').href, 'a:/b/x#f');
