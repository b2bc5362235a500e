'use strict';
// A trace that cannot be written is known before the program runs; a disk that is full at the end costs the trace only.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { startTrace } = require('phasor:loop');

const run = (...words) => spawnSync(process.execPath, [...words, '-p', '"ran"'], { encoding: 'utf8' });

const missing = run('--trace-loop=/nowhere/at/all');
assert.deepStrictEqual([missing.status, missing.stdout], [9, '']);
assert.match(missing.stderr, /--trace-loop: ENOENT: .*'\/nowhere\/at\/all\.json'/);
for (const count of ['0x', '3', '99999999999']) {
  const bad = run('--trace-loop=/tmp/unused', `--trace-loop-events=${count}`);
  assert.strictEqual(bad.status, 9, count);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trace-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.symlinkSync('/dev/full', `${folder}/full.json`);
const full = run(`--trace-loop=${folder}/full`);
assert.deepStrictEqual([full.status, full.stdout], [0, 'ran\n']);
assert.match(full.stderr, /the trace .*full\.json is incomplete: No space left on device/);
assert(fs.statSync(`${folder}/full.html`).size > 10000);

assert.throws(() => startTrace({ events: 1.5 }), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => startTrace({ output: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => startTrace(null), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => startTrace({ output: '/nowhere/x' }), { code: 'ENOENT' });
