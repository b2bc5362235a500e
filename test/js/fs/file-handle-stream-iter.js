'use strict';
// filehandle.pull(), pullSync() and writer() for node:stream/iter, which are behind a flag.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

if (process.argv[2] === undefined) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'iter-'));
  const child = spawnSync(process.execPath, ['--experimental-stream-iter', '--no-warnings', __filename, folder], { encoding: 'utf8' });
  fs.rmSync(folder, { recursive: true });
  assert.strictEqual(child.status, 0, child.stderr);
} else {
  main(process.argv[2]);
}

async function main(folder) {
  const { pipeTo, text, textSync } = require('stream/iter');
  const { open } = fs.promises;
  const from = path.join(folder, 'from');
  fs.writeFileSync(from, 'hello world');

  const source = await open(from);
  assert.strictEqual(await text(source.pull({ start: 6, limit: 3, chunkSize: 2 })), 'wor');
  assert.strictEqual(textSync(source.pullSync({ start: 0 })), 'hello world');
  const locked = source.pull({ start: 0 });
  assert.throws(() => source.writer(), { code: 'ERR_INVALID_STATE', message: /locked/ });
  for await (const batch of locked) assert.ok(batch[0] instanceof Uint8Array);

  const to = path.join(folder, 'to');
  const target = await open(to, 'w');
  const writer = target.writer({ autoClose: true });
  await pipeTo(source.pull({ start: 0, autoClose: true }), writer);
  assert.deepStrictEqual([source.fd, target.fd], [-1, -1]);
  assert.strictEqual(fs.readFileSync(to, 'utf8'), 'hello world');

  const limited = (await open(to, 'w')).writer({ limit: 4, autoClose: true });
  assert.strictEqual(limited.writeSync('abc'), true);
  assert.strictEqual(limited.writeSync('de'), false);
  await assert.rejects(limited.write('de'), { code: 'ERR_OUT_OF_RANGE' });
  assert.strictEqual(await limited.end(), 3);
  await assert.rejects(limited.write('x'), { code: 'ERR_INVALID_STATE' });
}
