'use strict';
// --trace-sigint prints the running stack before SIGINT ends the process, also when the loop waits.
const assert = require('assert');
const { spawnSync } = require('child_process');

const busy = 'function spin() { process.kill(process.pid, "SIGINT"); for (;;); } spin()';
const waiting = 'setTimeout(() => {}, 2 ** 30); setImmediate(() => process.kill(process.pid, "SIGINT"))';
for (const [program, stack] of [[busy, /\n {4}at spin \(\[eval\]:1:\d+\)/], [waiting, /^KEYBOARD_INTERRUPT/]]) {
  const { stderr, signal } = spawnSync(process.execPath, ['--trace-sigint', '-e', program], { encoding: 'utf8' });
  assert.strictEqual(signal, 'SIGINT');
  assert.match(stderr, /^KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`\n/);
  assert.match(stderr, stack);
}

const off = 'const { setTraceSigInt } = require("util"); setTraceSigInt(true); setTraceSigInt(false); process.kill(process.pid, "SIGINT"); setTimeout(() => {}, 2 ** 30)';
const { stderr, signal } = spawnSync(process.execPath, ['-e', off], { encoding: 'utf8' });
assert.strictEqual(signal, 'SIGINT');
assert.strictEqual(stderr, '');
