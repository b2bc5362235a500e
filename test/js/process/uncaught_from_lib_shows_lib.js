'use strict';
// An error that a built-in module throws is shown where the module throws it; one that an ES module under require() throws,
// where the program throws it.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const stderrOf = (...args) => spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr;
assert.match(stderrOf('-e', 'require("assert").strictEqual(1, 2)'), /^node:.*assert.*:\d+\n/);
assert.match(stderrOf('-e', 'new (require("events"))().emit("error", new Error("q"))'), /^node:events:\d+\n/);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'uncaught-'));
const file = path.join(folder, 'thrower.mjs');
fs.writeFileSync(file, '\nthrow new Error("of an ES module");\n');
assert.ok(stderrOf('-e', `require(${JSON.stringify(file)})`).includes('thrower.mjs:2\nthrow new Error("of an ES module");\n'));
fs.rmSync(folder, { recursive: true });
