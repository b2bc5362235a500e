'use strict';
// fs.watch tells of a new file, by its name, also in folders below with `recursive`; close() ends with 'close'.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
fs.mkdirSync(path.join(dir, 'sub'));

function watchFor(name, options, make) {
  return new Promise((resolve) => {
    const watcher = fs.watch(dir, options, (eventType, filename) => {
      if (filename !== name) return;
      assert.ok(eventType === 'rename' || eventType === 'change');
      watcher.on('close', resolve);
      watcher.close();
    });
    make();
  });
}

(async () => {
  await watchFor('plain', {}, () => fs.writeFileSync(path.join(dir, 'plain'), ''));
  await watchFor('sub/below', { recursive: true }, () => fs.writeFileSync(path.join(dir, 'sub', 'below'), ''));
  const controller = new AbortController();
  const events = fs.promises.watch(dir, { signal: controller.signal });
  const first = events.next();
  fs.writeFileSync(path.join(dir, 'third'), '');
  assert.strictEqual((await first).value.filename, 'third');
  controller.abort();
  await assert.rejects((async () => { for await (const event of events) assert.ok(event); })(), { name: 'AbortError' });
  assert.throws(() => fs.watch(path.join(dir, 'none')), { code: 'ENOENT', syscall: 'watch', filename: path.join(dir, 'none') });
  fs.rmSync(dir, { recursive: true });
})();
