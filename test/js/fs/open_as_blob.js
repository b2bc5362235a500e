'use strict';
// fs.openAsBlob reads when it is asked, slices without reading, and refuses a file that has changed.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'hello blob');

(async () => {
  const blob = await fs.openAsBlob(file, { type: 'text/x' });
  assert.strictEqual(blob.size, 10);
  assert.strictEqual(blob.type, 'text/x');
  assert.strictEqual(await blob.text(), 'hello blob');
  assert.strictEqual(await blob.slice(1, 4).text(), 'ell');
  fs.writeFileSync(file, 'changed');
  await assert.rejects(blob.text(), { name: 'NotReadableError' });
  assert.throws(() => fs.openAsBlob(path.join(dir, 'none')), { code: 'ERR_INVALID_ARG_VALUE' });
  fs.rmSync(dir, { recursive: true });
})();
