'use strict';
// execArgv: options of the thread; V8's and the process's are refused with ERR_WORKER_INVALID_EXEC_ARGV.
const assert = require('assert');
const { Worker } = require('worker_threads');

const make = (options) => new Worker('process.exitCode = process.execArgv.length', { eval: true, ...options });
for (const [argument, text] of [['--title=x', '--title=x'], ['--expose-gc', '--expose-gc'], ['--nonsense', '--nonsense'],
                                ['--require', '--require requires an argument']]) {
  assert.throws(() => make({ execArgv: [argument] }), {
    name: 'Error', code: 'ERR_WORKER_INVALID_EXEC_ARGV', message: `Initiated Worker with invalid execArgv flags: ${text}`,
  });
}
assert.throws(() => make({ env: { NODE_OPTIONS: '--nonsense' } }), {
  message: 'Initiated Worker with invalid NODE_OPTIONS env variable: --nonsense is not allowed in NODE_OPTIONS',
});
let exits = 0;
make({ execArgv: ['--no-warnings', '--trace-warnings'] }).on('exit', (code) => exits += code);
new Worker('import assert from "assert"; assert.ok(import.meta.url); process.exitCode = 1', {
  eval: true, execArgv: ['--input-type=module'],
}).on('exit', (code) => exits += code);
process.on('exit', () => assert.strictEqual(exits, 3));
