'use strict';
// phasor order: for scripts of test/phase the kind of each callback and the reason why it came before the next.

const assert = require('assert');
const path = require('path');
const { spawnSync } = require('child_process');

function order(name) {
  const file = path.join(__dirname, '..', '..', 'phase', `${name}.js`);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['order', '--json', file], { encoding: 'utf8' });
  assert.strictEqual(stderr, '');
  assert.strictEqual(status, 0);
  return JSON.parse(stdout).callbacks;
}

const reasons = (callbacks) => callbacks.map(({ kind, beforeNext }) => (beforeNext ? `${kind}: ${beforeNext.code}` : kind));

const EXPECTED = {
  'immediate-in-immediate': [
    'main script: main-first', 'immediate: drain', 'nextTick: drain-first', 'immediate: drain', 'promise: drain-first',
    'immediate: immediates-in-order', 'immediate',
  ],
  'timer-order-same-duration': [
    'main script: main-first', 'timer: same-delay', 'timer: same-delay', 'timer: same-delay', 'timer: same-delay', 'timer',
  ],
  'main-several-ticks': [
    'main script: drain', 'nextTick: ticks-in-order', 'nextTick: ticks-in-order', 'nextTick: ticks-in-order', 'nextTick: ticks-in-order',
    'nextTick',
  ],
  'main-several-microtasks': [
    'main script: drain', 'microtask: jobs-in-order', 'promise: jobs-in-order', 'microtask: jobs-in-order', 'promise',
  ],
  'tick-in-microtask': [
    'main script: drain', 'promise: jobs-in-order', 'microtask: jobs-in-order', 'promise: jobs-to-their-end', 'nextTick',
  ],
  'async-function-order': [
    'main script: drain', 'nextTick: ticks-first', 'promise: jobs-in-order', 'promise: jobs-in-order', 'promise: jobs-in-order', 'promise',
  ],
};
for (const [name, expected] of Object.entries(EXPECTED)) assert.deepStrictEqual(reasons(order(name)), expected, name);

// Inside an I/O callback the check phase comes before any timer; the reason says which phase or time kept the timer back.
const inCallback = order('io-immediate-before-timeout');
assert.deepStrictEqual(inCallback.map(({ kind }) => kind), ['main script', 'fs', 'nextTick', 'promise', 'immediate', 'timer']);
assert.match(inCallback[4].beforeNext.code, /^(timers-passed|not-due)$/);
assert.strictEqual(inCallback[4].queuedBy, 2);

// The pair that Node leaves open is marked, whichever way it went.
const pair = order('main-timeout-vs-immediate')[1].beforeNext;
assert.strictEqual(pair.code, 'timer-or-immediate');
assert.strictEqual(pair.determined, false);

// Options are its own up to the script's name; a script's exit code is the command's.
const script = path.join(__dirname, 'fixtures', 'prints_its_arguments.js');
const run = spawnSync(process.execPath, ['order', `--against=${process.execPath}`, script, '--json', '3'], { encoding: 'utf8' });
assert.strictEqual(run.status, 3);
assert.match(run.stdout, /^--json 3\n/);
assert.match(run.stdout, /1 {2}main script +before the loop/);
assert.match(run.stdout, /prints the same\.\n$/);
const wrong = spawnSync(process.execPath, ['order', '--nonsense', script], { encoding: 'utf8' });
assert.strictEqual(wrong.status, 9);
assert.match(wrong.stderr, /phasor order: Unknown option '--nonsense'/);
