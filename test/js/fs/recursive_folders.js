'use strict';
// mkdir, readdir, opendir and rm with `recursive`.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const deep = path.join(dir, 'a', 'b', 'c');
assert.strictEqual(fs.mkdirSync(deep, { recursive: true }), path.join(dir, 'a'));
assert.strictEqual(fs.mkdirSync(deep, { recursive: true }), undefined);
fs.writeFileSync(path.join(dir, 'a', 'f'), '');
fs.symlinkSync('../../f', path.join(deep, 'up'));
const expected = ['a', 'a/b', 'a/b/c', 'a/b/c/up', 'a/f'];
assert.deepStrictEqual(fs.readdirSync(dir, { recursive: true }).sort(), expected);
const dirents = fs.readdirSync(dir, { recursive: true, withFileTypes: true });
assert.deepStrictEqual(dirents.map((one) => path.relative(dir, path.join(one.parentPath, one.name))).sort(), expected);
assert.ok(dirents.find((one) => one.name === 'up').isSymbolicLink());

(async () => {
  const seen = [];
  for await (const one of await fs.promises.opendir(dir, { recursive: true })) {
    seen.push(path.relative(dir, path.join(one.parentPath, one.name)));
  }
  assert.deepStrictEqual(seen.sort(), expected);

  assert.throws(() => fs.rmSync(dir), { code: 'ERR_FS_EISDIR', name: 'SystemError' });
  await assert.rejects(fs.promises.rm(dir), { code: 'ERR_FS_EISDIR' });
  await fs.promises.rm(dir, { recursive: true });
  assert.strictEqual(fs.existsSync(dir), false);
  await fs.promises.rm(dir, { force: true });
  await assert.rejects(fs.promises.rm(dir), { code: 'ENOENT' });
})();
