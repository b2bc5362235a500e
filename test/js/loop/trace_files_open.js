'use strict';
// --trace-loop=OUT writes Chrome's trace format and a page; `phasor trace FILE` names them after the file. They are written, too, when the
// program is ended by process.exit(), an error or a signal.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, spawnSync } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trace-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const program = path.join(folder, 'program.js');
fs.writeFileSync(program, `
  const [how] = process.argv.slice(2);
  setImmediate(function soon() {
    require('fs').readFile(__filename, () => {
      if (how === 'exit') setImmediate(() => process.exit(3));
      if (how === 'throw') setImmediate(() => { throw new Error('<' + '/script>'); });
    });
  });
  if (how === 'stay') setInterval(() => {}, 1000), setTimeout(() => console.log('here'), 50);
`);

function check(base) {
  const events = JSON.parse(fs.readFileSync(`${base}.json`, 'utf8'));
  const names = events.filter(({ ph }) => ph === 'X').map(({ name }) => name);
  for (const name of ['turn 1', 'poll', 'main script', 'immediate soon', 'fs']) assert(names.some((text) => text.startsWith(name)), name);
  const soon = events.find(({ name }) => name === 'immediate soon');
  assert.strictEqual(soon.args.phase, 'check');
  assert.match(soon.args.function, /soon \(.*program\.js:3:\d+\)/);
  assert(events.some(({ ph }) => ph === 's') && events.some(({ ph }) => ph === 'f'));
  const page = fs.readFileSync(`${base}.html`, 'utf8');
  const [, lines] = /<script type="application\/json" id="trace">\n([^]*)<\/script>\n$/.exec(page);
  const [head, ...rows] = lines.trim().split('\n').map((line) => JSON.parse(line));
  assert.strictEqual(head.lost, 0);
  assert(rows.some(([type]) => type === 'C') && rows.some(([type]) => type === 'T') && rows.some(([type]) => type === 'J'));
}

const run = (...words) => spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });

assert.strictEqual(run(`--trace-loop=${folder}/a`, program).status, 0);
check(`${folder}/a`);
assert.strictEqual(run(`--trace-loop=${folder}/b.json`, '--trace-loop-stacks', program, 'exit').status, 3);
check(`${folder}/b`);
assert.strictEqual(run('trace', program, 'throw').status, 1);
check(`${folder}/program.trace`);

const child = spawn(process.execPath, [`--trace-loop=${folder}/c`, program, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] });
child.stdout.once('data', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  assert.strictEqual(signal, 'SIGTERM');
  check(`${folder}/c`);
});
