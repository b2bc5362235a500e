'use strict';
// Paths may be bytes that are no UTF-8; names come back in the encoding that is asked for.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const raw = Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0x61, 0xff, 0x62])]);
fs.writeFileSync(raw, 'bytes');
assert.strictEqual(fs.existsSync(raw), true);
assert.strictEqual(fs.readFileSync(raw, 'utf8'), 'bytes');
assert.deepStrictEqual(fs.readdirSync(dir), ['a\ufffdb']);
assert.deepStrictEqual(fs.readdirSync(dir, 'buffer'), [Buffer.from([0x61, 0xff, 0x62])]);
assert.deepStrictEqual(fs.readdirSync(dir, 'latin1'), ['a\xffb']);
assert.deepStrictEqual(fs.readdirSync(dir, 'hex'), ['61ff62']);
const [entry] = fs.readdirSync(dir, { withFileTypes: true, encoding: 'buffer' });
assert.ok(Buffer.isBuffer(entry.name) && entry.isFile());
assert.strictEqual(fs.readlinkSync('/proc/self/exe', 'buffer').toString(), fs.readlinkSync('/proc/self/exe'));
assert.strictEqual(fs.statSync(pathToFileURL(dir)).isDirectory(), true);
fs.unlinkSync(raw);
fs.rmdirSync(dir);
