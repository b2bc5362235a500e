'use strict';
// --why-alive-signal=SIGNAL tells on stderr what keeps the program alive.
const assert = require('assert');
const { spawn, spawnSync } = require('child_process');

const source = "setInterval(function every() {}, 5000); process.stdout.write('x')";
const child = spawn(process.execPath, ['--why-alive-signal=SIGUSR2', '-e', source]);
let text = '';
child.stdout.once('data', () => child.kill('SIGUSR2'));
child.stderr.setEncoding('utf8').on('data', (chunk) => {
  text += chunk;
  if (text.includes('s old\n')) child.kill();
});
child.on('exit', () => {
  assert.match(text, /keep the loop alive \(pid \d+\):\n/);
  assert.match(text, / {2}timer Timeout every 5000 ms, \d+\.\d{3} s old\n/);
});
const bad = spawnSync(process.execPath, ['--why-alive-signal=NOTHING', '-e', '0'], { encoding: 'utf8' });
assert.notStrictEqual(bad.status, 0);
assert.match(bad.stderr, /ERR_UNKNOWN_SIGNAL/);
