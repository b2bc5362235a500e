'use strict';
// Failing system calls give Node's code, errno, syscall, path and message, synchronously, by callback and by promise.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'text');
fs.symlinkSync('loop', path.join(dir, 'loop'));
fs.mkdirSync(path.join(dir, 'full'));
fs.writeFileSync(path.join(dir, 'full', 'one'), '');
const long = path.join(dir, 'n'.repeat(300));

// [function, arguments, code, syscall, whether the error names the path]
const cases = [
  ['open', [path.join(dir, 'missing'), 'r'], 'ENOENT', 'open', true],
  ['open', [file, 'wx'], 'EEXIST', 'open', true],
  ['open', [path.join(file, 'below'), 'r'], 'ENOTDIR', 'open', true],
  ['open', [path.join(dir, 'loop'), 'r'], 'ELOOP', 'open', true],
  ['open', [dir, 'w'], 'EISDIR', 'open', true],
  ['stat', [long], 'ENAMETOOLONG', 'stat', true],
  ['stat', [''], 'ENOENT', 'stat', true],
  ['lstat', [path.join(dir, 'missing')], 'ENOENT', 'lstat', true],
  ['readdir', [file], 'ENOTDIR', 'scandir', true],
  ['rmdir', [path.join(dir, 'full')], 'ENOTEMPTY', 'rmdir', true],
  ['unlink', [dir], 'EISDIR', 'unlink', true],
  ['mkdir', [dir], 'EEXIST', 'mkdir', true],
  ['readlink', [file], 'EINVAL', 'readlink', true],
  ['rename', [path.join(dir, 'missing'), file], 'ENOENT', 'rename', true],
  ['link', [path.join(dir, 'missing'), path.join(dir, 'x')], 'ENOENT', 'link', true],
  ['symlink', ['target', file], 'EEXIST', 'symlink', true],
  ['copyFile', [file, file, fs.constants.COPYFILE_EXCL], 'EEXIST', 'copyfile', true],
  ['access', [path.join(dir, 'missing')], 'ENOENT', 'access', true],
  ['chmod', [path.join(dir, 'missing'), 0o600], 'ENOENT', 'chmod', true],
  ['utimes', [path.join(dir, 'missing'), 1, 1], 'ENOENT', 'utime', true],
  ['realpath', [path.join(dir, 'missing')], 'ENOENT', undefined, true],
  ['mkdtemp', [path.join(dir, 'missing', 'x')], 'ENOENT', 'mkdtemp', true],
  ['readFile', [dir], 'EISDIR', 'read', false],
  ['writeFile', [dir, 'x'], 'EISDIR', 'open', true],
  ['writeFile', ['/dev/full', 'x'], 'ENOSPC', 'write', false],
  ['rm', [path.join(dir, 'missing')], 'ENOENT', 'lstat', true],
  ['truncate', [path.join(dir, 'missing')], 'ENOENT', 'open', true],
  ['statfs', [path.join(dir, 'missing')], 'ENOENT', 'statfs', true],
];
const onDescriptor = [
  ['close', [7777], 'EBADF', 'close'],
  ['fstat', [7777], 'EBADF', 'fstat'],
  ['fsync', [7777], 'EBADF', 'fsync'],
  ['ftruncate', [7777, 0], 'EBADF', 'ftruncate'],
  ['read', [7777, Buffer.alloc(1), 0, 1, 0], 'EBADF', 'read'],
  ['write', [7777, Buffer.alloc(1), 0, 1, 0], 'EBADF', 'write'],
  ['fchmod', [7777, 0o600], 'EBADF', 'fchmod'],
  ['futimes', [7777, 1, 1], 'EBADF', 'futime'],
];

function check(error, { 0: name, 1: args, 2: code, 3: syscall, 4: named }) {
  assert.ok(error instanceof Error, `${name}: no error`);
  assert.strictEqual(error.code, code, name);
  assert.strictEqual(error.errno, -os.constants.errno[code], name);
  if (syscall !== undefined) assert.strictEqual(error.syscall, syscall, name);
  assert.ok(error.message.startsWith(`${code}: `), error.message);
  if (named && name !== 'symlink' && name !== 'mkdtemp') assert.strictEqual(error.path, args[0], name);
}

(async () => {
  for (const one of [...cases, ...onDescriptor]) {
    const { 0: name, 1: args } = one;
    let thrown;
    try {
      fs[`${name}Sync`](...args);
    } catch (error) {
      thrown = error;
    }
    check(thrown, one);
    check(await new Promise((resolve) => fs[name](...args, (error) => resolve(error))), one);
    if (fs.promises[name]) check(await fs.promises[name](...args).then(() => undefined, (error) => error), one);
  }
  fs.rmSync(dir, { recursive: true });
})();
