'use strict';
// process.hrtime counts on; wrong earlier values are refused.
const assert = require('assert');

const first = process.hrtime();
const since = process.hrtime(first);
assert.ok(since[0] >= 0 && since[1] >= 0 && since[1] < 1e9);
assert.ok(process.hrtime.bigint() <= process.hrtime.bigint());
assert.throws(() => process.hrtime([1]), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => process.hrtime(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => process.cpuUsage({ user: -1, system: 0 }), { code: 'ERR_INVALID_ARG_VALUE', name: 'RangeError' });
const usage = process.cpuUsage();
assert.ok(process.cpuUsage(usage).user >= 0);
assert.deepStrictEqual(Object.keys(process.memoryUsage()), ['rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers']);
