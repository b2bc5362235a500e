'use strict';
// fs.Utf8Stream holds text back up to minLength, drops what passes maxLength, and writes all of it before 'close'.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'sub', 'log');

const sync = new fs.Utf8Stream({ dest: file, sync: true, mkdir: true });
assert.strictEqual(sync.write('h\u00e9llo\n'), true);
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'h\u00e9llo\n');
sync.end();
assert.throws(() => sync.write(5), { code: 'ERR_INVALID_STATE' });
assert.throws(() => new fs.Utf8Stream({ dest: file, minLength: 5, maxWrite: 3 }), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => new fs.Utf8Stream(), { code: 'ERR_INVALID_ARG_TYPE' });

const dropped = [];
const held = new fs.Utf8Stream({ dest: file, minLength: 10, maxLength: 12 });
held.on('drop', (data) => dropped.push(data));
held.write('12345');
held.write('67890');
held.write('abc');
assert.deepStrictEqual(dropped, ['abc']);
held.once('drain', () => {
  held.write('z');
  held.end();
});
held.on('close', () => {
  assert.strictEqual(fs.readFileSync(file, 'utf8'), 'h\u00e9llo\n1234567890z');
  fs.rmSync(dir, { recursive: true });
});
