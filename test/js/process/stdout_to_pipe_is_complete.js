'use strict';
// What is written to a pipe before process.exit() arrives, however much it is. (Node 24.21.0 loses what the pipe does not
// take at once; its documentation promises a synchronous write.)
const assert = require('assert');
const { spawnSync } = require('child_process');

const size = 3 * 1024 * 1024;
const { stdout } = spawnSync('sh', ['-c', `"$0" -e "process.stdout.write('x'.repeat(${size})); process.exit()" | cat`,
                                    process.execPath], { maxBuffer: 2 * size });
assert.strictEqual(stdout.length, size);
