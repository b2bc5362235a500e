'use strict';
// A function where fs.promises takes options is no callback: it counts as none, or is refused, but the promise settles.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fs-promises-'));
const file = path.join(folder, 'file');
fs.writeFileSync(file, 'text');
const unused = () => assert.fail('called');

async function main() {
  const { promises } = fs;
  assert.strictEqual((await promises.stat(file, unused)).size, 4);
  assert.strictEqual((await promises.lstat(file, unused)).size, 4);
  assert.ok(await promises.statfs(folder, unused));
  assert.deepStrictEqual(await promises.readdir(folder, unused), ['file']);
  assert.strictEqual(await promises.realpath(file, unused), fs.realpathSync(file));
  await promises.mkdir(path.join(folder, 'made'), unused);
  for (const name of ['access', 'truncate', 'rm', 'rmdir']) {
    await assert.rejects(promises[name](file, unused), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  await assert.rejects(promises.copyFile(file, `${file}2`, unused), { code: 'ERR_INVALID_ARG_TYPE' });
  const handle = await promises.open(file);
  assert.strictEqual((await handle.stat(unused)).size, 4);
  await assert.rejects(handle.truncate(unused), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(handle.readv([]), { code: 'EINVAL', syscall: 'read' });

  // The stream of a handle ends with it.
  const reader = handle.readableWebStream().getReader();
  const pending = reader.read();
  await handle.close();
  assert.strictEqual((await pending).done, true);
  await reader.closed;
}
main().finally(() => fs.rmSync(folder, { recursive: true })).then(() => { process.exitCode = 0; });
process.exitCode = 1;
