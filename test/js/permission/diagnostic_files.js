'use strict';
// Reports, heap snapshots and blobs of files need the permission to write or read their file.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

if (process.permission === undefined) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-permission-'));
  const { status, stderr } = spawnSync(process.execPath, ['--permission', __filename, folder], { cwd: folder, encoding: 'utf8' });
  const left = fs.readdirSync(folder);
  fs.rmSync(folder, { recursive: true });
  assert.strictEqual(status, 0, stderr);
  assert.deepStrictEqual(left, []);
} else {
  const [,, folder] = process.argv;
  const file = path.join(folder, 'file');
  const denied = (permission, resource) => ({ code: 'ERR_ACCESS_DENIED', permission, resource });
  const { setHeapSnapshotNearHeapLimit, writeHeapSnapshot } = require('v8');

  assert.throws(() => process.report.writeReport(file), denied('FileSystemWrite', file));
  assert.throws(() => process.report.writeReport(), denied('FileSystemWrite', process.cwd()));
  process.report.directory = folder;
  process.report.filename = 'report';
  assert.throws(() => process.report.writeReport(), denied('FileSystemWrite', process.cwd()));
  assert.throws(() => process.report.writeReport('other'), denied('FileSystemWrite', path.join(folder, 'other')));
  assert.throws(() => writeHeapSnapshot(file), denied('FileSystemWrite', file));
  assert.throws(() => setHeapSnapshotNearHeapLimit(1), denied('FileSystemWrite', process.cwd()));
  assert.throws(() => fs.openAsBlob(file), denied('FileSystemRead', file));
  assert.throws(() => fs.rmSync(file), denied('FileSystemRead', file));
  assert.throws(() => fs.rmSync(file, { force: true, recursive: true }), denied('FileSystemWrite', file));
  fs.realpath(file, (error) => assert.strictEqual(error.code, 'ERR_ACCESS_DENIED'));

  // Buffers may be references, other arrays of bytes not; null is a name.
  assert.throws(() => process.permission.has('fs.read', new Uint8Array(1)), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.strictEqual(process.permission.has('fs.read', Buffer.from(__filename)), true);
  assert.strictEqual(process.permission.has('fs.read', null), false);
  assert.strictEqual(process.permission.has('fs', __filename), false);
}
