'use strict';
const assert = require('assert');
const { posix } = require('path');

for (const [path, expected] of [
  ['', '.'], ['/', '/'], ['//', '/'], ['a//b', 'a/b'], ['a/../..', '..'], ['/..', '/'], ['./', './'], ['a/./b/', 'a/b/'],
  ['../../a/..', '../..'], ['...', '...'], ['a/..', '.'], ['a/../', './'],
]) assert.strictEqual(posix.normalize(path), expected);
assert.strictEqual(posix.relative('/a/b/c', '/a/d'), '../../d');
assert.strictEqual(posix.dirname('//a'), '//');
assert.strictEqual(posix.basename('a/b.js', '.js'), 'b');
assert.strictEqual(posix.extname('.profile'), '');
assert.deepStrictEqual(posix.parse('/x/y.tar.gz'), { root: '/', dir: '/x', base: 'y.tar.gz', ext: '.gz', name: 'y.tar' });
assert.throws(() => posix.join('a', 1), { code: 'ERR_INVALID_ARG_TYPE' });
