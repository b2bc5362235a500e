'use strict';
// Stats hold numbers or bigints; the dates are made when they are first read, and are the file's.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'four', { mode: 0o640 });
fs.utimesSync(file, 1234.5, new Date(5678500));

const stats = fs.statSync(file);
assert.strictEqual(stats.size, 4);
assert.strictEqual(stats.mode & 0o777, 0o640);
assert.ok(stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink());
assert.strictEqual(stats.atimeMs, 1234500);
assert.strictEqual(stats.mtimeMs, 5678500);
assert.strictEqual(Object.hasOwn(stats, 'mtime'), false);
assert.strictEqual(stats.mtime.getTime(), 5678500);
assert.strictEqual(Object.hasOwn(stats, 'mtime'), true);
assert.deepStrictEqual(Object.keys(fs.statSync(file)), [
  'dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs',
  'birthtimeMs',
]);

const big = fs.statSync(file, { bigint: true });
assert.strictEqual(big.size, 4n);
assert.strictEqual(big.mtimeNs, 5678500000000n);
assert.strictEqual(big.mtimeMs, 5678500n);
assert.ok(big.isFile());
assert.strictEqual(big.ino, BigInt(stats.ino));

// Two answers do not share their numbers.
const other = fs.statSync(dir);
assert.ok(other.isDirectory() && stats.isFile());
assert.strictEqual(fs.statSync(path.join(dir, 'none'), { throwIfNoEntry: false }), undefined);
fs.rmSync(dir, { recursive: true });
