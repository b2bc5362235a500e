'use strict';
// A tree may be deeper than a path may be long: rm removes it all the same.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deep-'));
const start = process.cwd();
process.chdir(folder);
const name = 'x'.repeat(200);
for (let i = 0; i < 40; i++) {
  fs.mkdirSync(name);
  process.chdir(name);
}
fs.writeFileSync('leaf', 'leaf');
process.chdir(start);
fs.rmSync(folder, { recursive: true });
assert.strictEqual(fs.existsSync(folder), false);
