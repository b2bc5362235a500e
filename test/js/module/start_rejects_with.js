'use strict';
// What the program's start rejects with (an ES module, --import) is an uncaught error as it is: no 'unhandledRejection',
// whatever --unhandled-rejections says.
const assert = require('assert');
const { spawnSync } = require('child_process');

const listen = 'process.on("unhandledRejection", () => console.log("unhandledRejection"));' +
  'process.on("uncaughtException", (error, origin) => console.log(error, origin));';

function run(...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { stdout, stderr, status };
}

for (const mode of ['throw', 'none', 'warn', 'strict']) {
  const { stdout, status } = run(`--unhandled-rejections=${mode}`, '--input-type=module', '-e', `${listen} throw 'why'`);
  assert.deepStrictEqual([stdout, status], ['why unhandledRejection\n', 0], mode);
}
const late = run('--input-type=module', '-e', `${listen} await 1; throw 'later'`);
assert.strictEqual(late.stdout, 'later unhandledRejection\n');

const nothing = run('--unhandled-rejections=none', '--input-type=module', '-e', 'throw null');
assert.strictEqual(nothing.status, 1);
assert.match(nothing.stderr, /\nnull\n\(Use `\w+ --trace-uncaught/);

// A handled failure of --import ends the start: the program does not run.
const preload = run('--import', `data:text/javascript,${listen} throw 'first'`, '-e', 'console.log("program")');
assert.deepStrictEqual([preload.stdout, preload.status], ['first unhandledRejection\n', 0]);
