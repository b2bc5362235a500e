'use strict';
// process in a worker: nothing of it changes the whole process.
const assert = require('assert');
const { Worker, isMainThread } = require('worker_threads');

if (isMainThread) {
  new Worker(__filename, { argv: ['a', 1] }).on('exit', (code) => assert.strictEqual(code, 7));
} else {
  for (const name of ['abort', 'chdir', 'setuid', 'setgid', 'setgroups']) {
    assert.strictEqual(process[name].disabled, true);
    assert.throws(() => process[name]('/'), {
      name: 'TypeError', code: 'ERR_WORKER_UNSUPPORTED_OPERATION', message: `process.${name}() is not supported in workers`,
    });
  }
  assert.throws(() => process.umask(0), { code: 'ERR_WORKER_UNSUPPORTED_OPERATION' });
  assert.strictEqual(typeof process.umask(), 'number');
  assert.deepStrictEqual(process.argv.slice(1), [__filename, 'a', '1']);
  process.on('SIGUSR2', () => {});
  process.exit(7);
}
