'use strict';
// process.dlopen() says in the system's words why a file cannot be loaded.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dlopen-'));
const write = (name, text) => { fs.writeFileSync(path.join(folder, name), text); return path.join(folder, name); };
try {
  const empty = write('empty.node', '');
  const text = write('text.node', 'no shared object\n'.repeat(100));
  assert.throws(() => process.dlopen({ exports: {} }, empty), { code: 'ERR_DLOPEN_FAILED', message: `${empty}: file too short` });
  assert.throws(() => require(text), { code: 'ERR_DLOPEN_FAILED', message: `${text}: invalid ELF header` });
  assert.throws(() => process.dlopen({ exports: {} }, `${folder}/none.node`), /cannot open shared object file: No such file/);
  assert.throws(() => process.dlopen({ exports: {} }, empty, NaN), /invalid mode/);
  assert.throws(() => process.dlopen({ exports: {} }, 'libc.so.6'), { message: "Module did not self-register: 'libc.so.6'." });
  assert.throws(() => process.dlopen({}), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => process.dlopen({}, empty), TypeError);
} finally {
  fs.rmSync(folder, { recursive: true });
}
