'use strict';
// --trace-env tells of every access to process.env.
const assert = require('assert');
const { spawnSync } = require('child_process');

const program = 'process.env.A; process.env.A = 1; "A" in process.env; delete process.env.A; Reflect.ownKeys(process.env)';
const run = (option) => spawnSync(process.execPath, [option, '-e', program], { encoding: 'utf8' }).stderr;
const lines = run('--trace-env').split('\n');
assert.ok(lines.includes('[--trace-env] get "HOME"'));
const from = lines.indexOf('[--trace-env] get "A"');
assert.deepStrictEqual(lines.slice(from, from + 5), [
  '[--trace-env] get "A"', '[--trace-env] set "A"', '[--trace-env] query "A"', '[--trace-env] delete "A"',
  '[--trace-env] enumerate environment variables',
]);
assert.match(run('--trace-env-js-stack'), /\[--trace-env\] set "A"\n\n----- JavaScript stack trace -----\n\n1: \[eval\]:1:\d+\n/);
