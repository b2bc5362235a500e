'use strict';
// With `withFileTypes` glob() and fs.promises.glob() name folders from the root, globSync() as the pattern does. Bad options reach
// the callback.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'glob-dirents-'));
fs.mkdirSync(path.join(root, 'd'));
fs.writeFileSync(path.join(root, 'd', 'x'), '');
process.chdir(root);
const cwd = process.cwd();
const placeOf = ({ parentPath, name }) => `${parentPath}|${name}`;

assert.deepStrictEqual(fs.globSync('d/*', { withFileTypes: true }).map(placeOf), ['d|x']);
fs.glob('d/*', { withFileTypes: true }, (error, found) => {
  assert.ifError(error);
  assert.deepStrictEqual(found.map(placeOf), [`${cwd}/d|x`]);
  fs.glob('*', { cwd: 1 }, (failure) => {
    assert.strictEqual(failure.code, 'ERR_INVALID_ARG_TYPE');
    process.chdir('/');
    fs.rmSync(root, { recursive: true });
  });
});
