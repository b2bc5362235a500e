'use strict';
// require() of ES modules that are being evaluated, and of graphs that wait: errors with Node's codes, then the program goes on.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-cycle-'));
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

write('a.mjs', 'import "./b.cjs";');
write('b.cjs', 'require("./a.mjs");');
write('tla.mjs', 'export const x = await 1;');
write('deep.mjs', 'import "./tla.mjs";');
write('truncated.mjs', 'export const x = {');
fs.writeFileSync(path.join(folder, 'bytes.mjs'), Buffer.from([0xff, 0xfe, 0x00, 0x3d]));
write('package.json', `{"x":"${'y'.repeat(10 << 20)}"}`);

assert.throws(() => require(path.join(folder, 'a.mjs')), { code: 'ERR_REQUIRE_CYCLE_MODULE' });
assert.throws(() => require(path.join(folder, 'deep.mjs')), (error) => {
  assert.strictEqual(error.code, 'ERR_REQUIRE_ASYNC_MODULE');
  assert.deepStrictEqual(error.requireStack, [__filename]);
  return true;
});
assert.throws(() => require(path.join(folder, 'truncated.mjs')), SyntaxError);
assert.throws(() => require(path.join(folder, 'bytes.mjs')), SyntaxError);
import(path.join(folder, 'deep.mjs')).then((namespace) => assert.deepStrictEqual(Object.keys(namespace), []));
