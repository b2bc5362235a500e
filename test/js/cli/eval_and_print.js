'use strict';
// -e runs a text, -p prints its value, '-' and a bare standard input are scripts; bad options end with 9.
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(args, input = '') {
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', input });
  return [stdout, status];
}
assert.deepStrictEqual(run(['-p', '1 + 1']), ['2\n', 0]);
assert.deepStrictEqual(run(['-pe', 'process.argv.slice(1)', 'a', '-b']), ["[ 'a', '-b' ]\n", 0]);
assert.deepStrictEqual(run(['-e', 'console.log(__filename, module.id, os.EOL.length)']), ['[eval] [eval] 1\n', 0]);
assert.deepStrictEqual(run(['-', 'x'], 'console.log(process.argv[2])'), ['x\n', 0]);
assert.deepStrictEqual(run([], 'console.log("in")'), ['in\n', 0]);
assert.deepStrictEqual(run(['-v']), [`${process.version}\n`, 0]);
assert.deepStrictEqual(run(['--no-such-option']), ['', 9]);
assert.deepStrictEqual(run(['-e']), ['', 9]);
assert.deepStrictEqual(run(['-p', '\\-42']), ['-42\n', 0]);
assert.deepStrictEqual(run(['--input-type=module', '-e', 'import os from "os"; console.log(os.EOL.length, await 1)']), ['1 1\n', 0]);
assert.strictEqual(run(['-e', 'throw new Error("x")'])[1], 1);
