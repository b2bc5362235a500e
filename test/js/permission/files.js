'use strict';
// --permission: files, folders, prefixes and the program's own file; what is refused names permission and resource, also
// to callbacks and promises.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'permission-'));
const inside = (...parts) => path.join(root, ...parts);
for (const folder of ['open', 'closed']) fs.mkdirSync(inside(folder));
for (const file of ['open/a', 'closed/b', 'pre-1', 'pre-2']) fs.writeFileSync(inside(file), 'text');

const program = inside('program.js');
fs.writeFileSync(program, `
  const assert = require('assert');
  const fs = require('fs');
  const [open, closed, prefixed] = ${JSON.stringify([inside('open/a'), inside('closed/b'), inside('pre-2')])};
  const denied = { code: 'ERR_ACCESS_DENIED', permission: 'FileSystemRead', resource: closed };
  assert.strictEqual(fs.readFileSync(__filename, 'utf8').length > 0, true);
  assert.strictEqual(fs.readFileSync(open, 'utf8') + fs.readFileSync(prefixed, 'utf8'), 'texttext');
  assert.throws(() => fs.readFileSync(closed), denied);
  assert.throws(() => fs.statSync(Buffer.from(closed)), denied);
  assert.throws(() => fs.readFileSync(open + '/../../closed/b'), { code: 'ERR_ACCESS_DENIED' });
  assert.throws(() => fs.writeFileSync(open, 'x'), { permission: 'FileSystemWrite', resource: open });
  assert.throws(() => fs.symlinkSync(open, closed + 'x'), { code: 'ERR_ACCESS_DENIED' });
  assert.throws(() => require('child_process').spawnSync('ls'), { permission: 'ChildProcess' });
  assert.throws(() => require(closed), { code: 'ERR_ACCESS_DENIED' });
  let left = 3;
  fs.readFile(closed, (error) => { assert.strictEqual(error.resource, closed); --left; });
  fs.promises.readFile(closed).catch((error) => { assert.strictEqual(error.code, 'ERR_ACCESS_DENIED'); --left; });
  fs.createReadStream(closed).on('error', (error) => { assert.strictEqual(error.code, 'ERR_ACCESS_DENIED'); --left; });
  process.on('exit', () => assert.strictEqual(left, 0));
`);
const { status, stderr } = spawnSync(process.execPath, [
  '--permission', `--allow-fs-read=${inside('open')}`, `--allow-fs-read=${inside('pre-*')}`, program,
], { encoding: 'utf8' });
fs.rmSync(root, { recursive: true });
assert.strictEqual(status, 0, stderr);
