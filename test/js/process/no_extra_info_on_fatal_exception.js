'use strict';
// --no-extra-info-on-fatal-exception leaves the version out; an object whose stack cannot be read is shown as a text.
const assert = require('assert');
const { spawnSync } = require('child_process');

const stderrOf = (...args) => spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr;
assert.match(stderrOf('-e', 'throw new Error("x")'), /\n\nNode\.js v\d+\.\d+\.\d+\n$/);
assert.doesNotMatch(stderrOf('--no-extra-info-on-fatal-exception', '-e', 'throw new Error("x")'), /Node\.js/);
assert.match(stderrOf('-e', 'throw { get stack() { throw 1; } }'), /\[object Object\]\n\(Use `.* --trace-uncaught/);
