'use strict';
// --abort-on-uncaught-exception ends by a signal, unless something captures the error.
const assert = require('assert');
const { spawnSync } = require('child_process');

const run = (text) => spawnSync(process.execPath, ['--abort-on-uncaught-exception', '-e', text], { encoding: 'utf8' });
assert.ok(['SIGABRT', 'SIGILL', 'SIGTRAP'].includes(run('throw new Error("x")').signal));
assert.ok(run('process.on("uncaughtException", () => {}); setImmediate(() => { throw 1; })').signal);
assert.strictEqual(run('process.setUncaughtExceptionCaptureCallback(() => {}); throw 1').status, 0);
assert.strictEqual(run('const d = require("domain").create(); d.on("error", () => {}); d.run(() => { throw 1; })').status, 0);
assert.strictEqual(run('try { throw 1; } catch {}').status, 0);
