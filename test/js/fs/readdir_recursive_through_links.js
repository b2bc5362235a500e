'use strict';
// readdir() with `recursive` goes through links to folders; the dirents of fs.promises do not.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'readdir-links-'));
fs.mkdirSync(path.join(root, 'd'));
fs.writeFileSync(path.join(root, 'd', 'x'), '');
fs.symlinkSync('d', path.join(root, 'link'));
fs.symlinkSync('nowhere', path.join(root, 'dangling'));

const all = ['d', 'd/x', 'dangling', 'link', 'link/x'];
const nameOf = (entry) => path.relative(root, path.join(entry.parentPath, entry.name));
const recursive = { recursive: true };
const typed = { recursive: true, withFileTypes: true };

assert.deepStrictEqual(fs.readdirSync(root, recursive).sort(), all);
assert.deepStrictEqual(fs.readdirSync(root, typed).map(nameOf).sort(), all);
fs.readdir(root, typed, (error, entries) => {
  assert.ifError(error);
  assert.deepStrictEqual(entries.map(nameOf).sort(), all);
  (async () => {
    assert.deepStrictEqual((await fs.promises.readdir(root, recursive)).sort(), all);
    const found = (await fs.promises.readdir(root, typed)).map(nameOf).sort();
    assert.deepStrictEqual(found, ['d', 'd/x', 'dangling', 'link']);
    fs.rmSync(root, { recursive: true });
  })();
});
