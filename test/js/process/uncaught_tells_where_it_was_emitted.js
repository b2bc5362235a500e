'use strict';
// An 'error' event without a listener: the printed stack says where the event was emitted, and by what.
const assert = require('assert');
const { spawnSync } = require('child_process');

const stderrOf = (program) => spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }).stderr;
const plain = stderrOf('const e = new (require("events"))(); function f() { e.emit("error", new Error("q")); } f()');
assert.match(plain, /\nError: q\n(?: {4}at .*\n)+Emitted 'error' event at:\n {4}at f \(\[eval\]:1:\d+\)\n/);
const named = stderrOf('class Foo extends require("events") {} new Foo().emit("error", new TypeError("q"))');
assert.match(named, /\nEmitted 'error' event on Foo instance at:\n {4}at \[eval\]:1:\d+\n/);
// Who catches the error does not see the note.
const caught = stderrOf('process.on("uncaughtException", (e) => console.error(e.stack)); new (require("events"))().emit("error", new Error("q"))');
assert.doesNotMatch(caught, /Emitted/);
