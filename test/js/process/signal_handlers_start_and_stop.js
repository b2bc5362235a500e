'use strict';
// A listener catches a signal; without one the signal ends the process.
const assert = require('assert');
const { spawnSync } = require('child_process');

const caught = spawnSync(process.execPath, ['-e', `
  process.once('SIGUSR2', (name, number) => { console.log(name, number); process.kill(process.pid, 'SIGUSR2'); });
  process.kill(process.pid, 'SIGUSR2');
  setTimeout(() => {}, 10000);
`], { encoding: 'utf8' });
assert.strictEqual(caught.stdout, 'SIGUSR2 12\n');
assert.strictEqual(caught.signal, 'SIGUSR2');
assert.throws(() => process.on('SIGKILL', () => {}), { code: 'EINVAL', syscall: 'uv_signal_start' });
assert.throws(() => process.kill(process.pid, 'SIGNOPE'), { code: 'ERR_UNKNOWN_SIGNAL' });
