'use strict';
// Values of options that are out of range end the program with 9 before it begins; a share of the memory limits the heap.
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return [status, stdout + stderr.replace(process.execPath, 'EXE')];
}
for (const value of ['0', '101', '-1', 'abc', '1%']) {
  assert.deepStrictEqual(run(`--max-old-space-size-percentage=${value}`, '-p', '1'),
                         [9, `EXE: --max-old-space-size-percentage must be greater than 0 and up to 100. Got: ${value}\n`]);
}
assert.deepStrictEqual(run('--heapsnapshot-near-heap-limit=-15', '-p', '1'),
                       [9, 'EXE: --heapsnapshot-near-heap-limit must not be negative\n']);
assert.deepStrictEqual(run('--inspect-port=80', '-p', '1'), [9, 'EXE: must be 0 or in range 1024 to 65535.\n']);
assert.deepStrictEqual(run('--cpu-prof-dir=x', '-p', '1'), [9, 'EXE: --cpu-prof-dir must be used with --cpu-prof\n']);
assert.deepStrictEqual(run('--heap-prof-interval=5', '-p', '1'), [9, 'EXE: --heap-prof-interval must be used with --heap-prof\n']);
assert.deepStrictEqual(run('--eval='), [9, 'EXE: --eval= requires an argument\n']);
assert.strictEqual(run('--dns-result-order=none', '-p', '1')[0], 1);
assert.match(run('--no-experimental-sqlite', '-p', 'require("node:sqlite")')[1], /ERR_UNKNOWN_BUILTIN_MODULE/);

const limit = (share) => Number(run('--max-old-space-size=64', `--max-old-space-size-percentage=${share}`, '-p',
                                    'v8.getHeapStatistics().heap_size_limit')[1]);
const half = limit(50);
assert.ok(half > limit(20) && half < limit(90));
