'use strict';
// Whole-file functions, streams and handles close their descriptors, also when they fail.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'file');
const count = () => fs.readdirSync('/proc/self/fd').length;
const closed = (stream) => new Promise((resolve) => stream.on('error', () => {}).on('close', resolve));

async function round() {
  fs.writeFileSync(file, 'text');
  fs.readFileSync(file, 'utf8');
  assert.throws(() => fs.readFileSync(dir), { code: 'EISDIR' });
  assert.throws(() => fs.writeFileSync('/dev/full', 'x'), { code: 'ENOSPC' });
  await assert.rejects(fs.promises.readFile(dir), { code: 'EISDIR' });
  await assert.rejects(fs.promises.writeFile('/dev/full', 'x'), { code: 'ENOSPC' });
  await fs.promises.readFile(file);
  fs.truncateSync(file, 2);
  await closed(fs.createReadStream(file).resume());
  await closed(fs.createReadStream(dir).resume());
  const early = fs.createReadStream(file);
  early.destroy();
  await closed(early);
  await closed(fs.createWriteStream(file).end('data'));
  await closed(fs.createWriteStream('/dev/full').end('data'));
  const handle = await fs.promises.open(file);
  await handle.readFile();
  await handle.close();
  for await (const entry of await fs.promises.opendir(dir)) assert.ok(entry.name);
  for await (const entry of await fs.promises.opendir(dir)) {
    assert.ok(entry.name);
    break;
  }
  fs.cpSync(dir, `${dir}-copy`, { recursive: true });
  await fs.promises.rm(`${dir}-copy`, { recursive: true });
  fs.globSync('**', { cwd: dir });
}

(async () => {
  await round();
  const before = count();
  for (let i = 0; i < 5; i++) await round();
  assert.strictEqual(count(), before);
  fs.rmSync(dir, { recursive: true });
})();
