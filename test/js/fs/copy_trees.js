'use strict';
// cp and cpSync copy trees with links and filters, and refuse what cannot be.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const at = (...parts) => path.join(dir, ...parts);
fs.mkdirSync(at('src', 'sub'), { recursive: true });
fs.writeFileSync(at('src', 'f'), 'one');
fs.writeFileSync(at('src', 'sub', 'g'), 'two');
fs.symlinkSync('f', at('src', 'link'));
fs.writeFileSync(at('file'), 'file');

function check(copy) {
  assert.strictEqual(fs.readFileSync(path.join(copy, 'f'), 'utf8'), 'one');
  assert.strictEqual(fs.readFileSync(path.join(copy, 'sub', 'g'), 'utf8'), 'two');
  assert.strictEqual(fs.readlinkSync(path.join(copy, 'link')), at('src', 'f'));
}

(async () => {
  fs.cpSync(at('src'), at('one'), { recursive: true });
  check(at('one'));
  await fs.promises.cp(at('src'), at('two'), { recursive: true });
  check(at('two'));
  await fs.promises.cp(at('src'), at('three'), { recursive: true, filter: async (src) => !src.endsWith('g') });
  assert.deepStrictEqual(fs.readdirSync(at('three', 'sub')), []);

  for (const run of [async (...args) => fs.cpSync(...args), fs.promises.cp]) {
    await assert.rejects(run(at('src'), at('x')), { code: 'ERR_FS_EISDIR' });
    await assert.rejects(run(at('src'), at('src', 'in'), { recursive: true }), { code: 'ERR_FS_CP_EINVAL' });
    await assert.rejects(run(at('file'), at('src')), { code: 'ERR_FS_CP_NON_DIR_TO_DIR' });
    await assert.rejects(run(at('src'), at('file'), { recursive: true }), { code: 'ERR_FS_CP_DIR_TO_NON_DIR' });
    await assert.rejects(run(at('file'), at('src', 'f'), { force: false, errorOnExist: true }), { code: 'ERR_FS_CP_EEXIST' });
    await assert.rejects(run(at('none'), at('x')), { code: 'ENOENT', syscall: 'lstat' });
  }
  fs.rmSync(dir, { recursive: true });
})();
