'use strict';
// phasor order: what it prints, its options, its exit code. That its reasons are right test/phase/reasons asserts.

const assert = require('assert');
const path = require('path');
const { spawnSync } = require('child_process');

const phase = (name) => path.join(__dirname, '..', '..', 'phase', `${name}.js`);
const order = (...words) => spawnSync(process.execPath, ['order', ...words], { encoding: 'utf8' });

function explain(name) {
  const { stdout, stderr, status } = order('--json', phase(name));
  assert.strictEqual(stderr, '');
  assert.strictEqual(status, 0);
  return JSON.parse(stdout).callbacks;
}

// Inside an I/O callback the check phase comes before any timer.
const inCallback = explain('io-immediate-before-timeout');
assert.deepStrictEqual(inCallback.map(({ kind }) => kind), ['main script', 'fs', 'nextTick', 'promise', 'immediate', 'timer']);
assert.strictEqual(inCallback[4].beforeNext.code, 'timers-passed');
assert.strictEqual(inCallback[4].queuedBy, 2);
assert.deepStrictEqual(inCallback[5].queuedIn, { kind: 'fs', turn: inCallback[1].turn, phase: 'poll' });
assert.strictEqual(inCallback[3].drainOf, 2);

// The pair that Node leaves open is marked, whichever way it went, and both ways are shown.
const pair = explain('main-timeout-vs-immediate')[1].beforeNext;
assert.strictEqual(pair.code, 'timer-or-immediate');
assert.strictEqual(pair.determined, false);
assert.match(pair.advice, /setImmediate .* a timer costs at least 1 ms/);
assert.match(order(phase('main-timeout-vs-immediate')).stdout, /Either way is right: (\w+) .*, then (\w+) .*; or \2 .*, then \1 /);

// Options are its own up to the script's name; a script's exit code is the command's.
const script = path.join(__dirname, 'fixtures', 'prints_its_arguments.js');
const run = order(`--against=${process.execPath}`, script, '--json', '3');
assert.strictEqual(run.status, 3);
assert.match(run.stdout, /^--json 3\n/);
assert.match(run.stdout, /1 {2}main script +before the loop/);
assert.match(run.stdout, /prints the same\.\n$/);
const wrong = order('--nonsense', script);
assert.strictEqual(wrong.status, 9);
assert.match(wrong.stderr, /phasor order: Unknown option '--nonsense'/);
