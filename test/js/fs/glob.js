'use strict';
// fs.glob finds by wildcards, braces and **, and leaves out what `exclude` names.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
for (const file of ['a/x.js', 'a/y.ts', 'a/b/z.js', 'a/b/c/w.js', '.hidden/h.js', 'root.js', '.dot.js']) {
  fs.mkdirSync(path.join(cwd, path.dirname(file)), { recursive: true });
  fs.writeFileSync(path.join(cwd, file), '');
}
const find = (pattern, options) => fs.globSync(pattern, { cwd, ...options }).sort();

assert.deepStrictEqual(find('*'), ['a', 'root.js']);
assert.deepStrictEqual(find('**/*.js'), ['a/b/c/w.js', 'a/b/z.js', 'a/x.js', 'root.js']);
assert.deepStrictEqual(find('a/**'), ['a', 'a/b', 'a/b/c', 'a/b/c/w.js', 'a/b/z.js', 'a/x.js', 'a/y.ts']);
assert.deepStrictEqual(find('a/*.{js,ts}'), ['a/x.js', 'a/y.ts']);
assert.deepStrictEqual(find('a/[!x].*'), ['a/y.ts']);
assert.deepStrictEqual(find('a/!(x)*'), ['a/b', 'a/y.ts']);
assert.deepStrictEqual(find('.*'), ['.dot.js', '.hidden']);
assert.deepStrictEqual(find(['*.js', 'a/*.ts']), ['a/y.ts', 'root.js']);
assert.deepStrictEqual(find('a/b/../*.js'), ['a/x.js']);
assert.deepStrictEqual(find('nothing/*'), []);
assert.deepStrictEqual(find('a/**/*.js', { exclude: ['**/b/**'] }), ['a/x.js']);
assert.deepStrictEqual(find('a/**/*.js', { exclude: (name) => name === 'b' }), ['a/x.js']);
assert.deepStrictEqual(find(`${cwd}/a/*.js`), [`${cwd}/a/x.js`]);
assert.throws(() => fs.globSync(5), { code: 'ERR_INVALID_ARG_TYPE' });

fs.glob('*.js', { cwd }, (error, found) => {
  assert.ifError(error);
  assert.deepStrictEqual(found, ['root.js']);
  (async () => {
    assert.deepStrictEqual(await Array.fromAsync(fs.promises.glob('*.js', { cwd })), ['root.js']);
    fs.rmSync(cwd, { recursive: true });
  })();
});
