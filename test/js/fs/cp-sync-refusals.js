'use strict';
// What cpSync refuses is refused before anything is made, and links are looked through.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cp-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);
fs.writeFileSync(at('file'), 'x');
fs.mkdirSync(at('dir'));
fs.symlinkSync('file', at('link'));
fs.symlinkSync('nowhere', at('dangling'));

assert.throws(() => fs.cpSync(at('dir'), at('a/b')), {
  name: 'Error', code: 'ERR_FS_EISDIR', message: `Recursive option not enabled, cannot copy a directory: ${at('dir')}/`,
});
assert.strictEqual(fs.existsSync(at('a')), false);
assert.throws(() => fs.cpSync(at('file'), at('link')), { code: 'ERR_FS_CP_EINVAL', message: `src and dest cannot be the same ${at('link')}` });
assert.throws(() => fs.cpSync(at('dangling'), at('new')), { code: 'ENOENT' });
assert.throws(() => fs.cpSync(at('file'), at('dir')), {
  code: 'ERR_FS_CP_NON_DIR_TO_DIR', message: `Cannot overwrite directory ${at('dir')} with non-directory ${at('file')}`,
});
assert.rejects(fs.promises.cp(at('dangling'), at('link')), { code: 'ENOENT' });
