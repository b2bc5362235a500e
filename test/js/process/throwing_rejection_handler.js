'use strict';
// What an 'unhandledRejection' listener throws is an uncaught error, shown where it was thrown; other rejections still are
// heard of.
const assert = require('assert');
const { spawnSync } = require('child_process');

const program = 'process.on("unhandledRejection", (r) => {\n  throw new Error(`not ${r}`);\n});\nPromise.reject(1);';
const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
assert.strictEqual(status, 1);
assert.match(stderr, /^\[eval\]:2\n {2}throw new Error.*\n {2}\^\n\nError: not 1\n/);

const seen = [];
process.on('uncaughtException', (error) => seen.push(error.message));
process.on('unhandledRejection', (reason) => {
  seen.push(reason);
  if (reason === 1) throw new Error('of the first');
});
Promise.reject(1);
setImmediate(() => { Promise.reject(2); });
process.on('exit', () => assert.deepStrictEqual(seen, [1, 'of the first', 2]));
