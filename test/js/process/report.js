'use strict';
// process.report: the object, the file, and a report for an uncaught error.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const { header, javascriptStack, javascriptHeap, libuv, userLimits } = process.report.getReport(new TypeError('why'));
assert.strictEqual(header.event, 'JavaScript API');
assert.strictEqual(header.processId, process.pid);
assert.strictEqual(javascriptStack.message, 'TypeError: why');
assert.match(javascriptStack.stack[0], /report\.js/);
assert.ok(javascriptHeap.heapSpaces.new_space);
assert.strictEqual(libuv.at(-1).type, 'loop');
assert.ok('open_files' in userLimits);
assert.throws(() => { process.report.compact = 1; }, { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => { process.report.signal = 'X'; }, { code: 'ERR_UNKNOWN_SIGNAL' });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
const args = ['--report-uncaught-exception', `--report-dir=${folder}`, '-e', 'throw Object.assign(new Error("end"), { a: 1 })'];
const { status } = spawnSync(process.execPath, args);
assert.strictEqual(status, 1);
const [name] = fs.readdirSync(folder);
assert.match(name, /^report\.\d{8}\.\d{6}\.\d+\.0\.001\.json$/);
const report = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
assert.strictEqual(report.header.event, 'Exception');
assert.deepStrictEqual(report.javascriptStack.errorProperties, { a: '1' });
fs.rmSync(folder, { recursive: true });
