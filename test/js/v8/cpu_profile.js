'use strict';
// v8.startCpuProfile(): the handle gives the profile's JSON once.
const assert = require('assert');
const v8 = require('v8');

const handle = v8.startCpuProfile();
const other = v8.startCpuProfile();
const end = Date.now() + 20;
while (Date.now() < end);
const { nodes, samples, timeDeltas } = JSON.parse(handle.stop());
assert.ok(nodes.length > 0);
assert.strictEqual(samples.length, timeDeltas.length);
assert.strictEqual(handle.stop(), undefined);
assert.ok(JSON.parse(other.stop()).nodes.length > 0);
