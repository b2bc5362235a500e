'use strict';
// mock.timers moves the clock by hand: what is due runs in order, and reset() puts the real functions back.
const assert = require('assert');
const { mock } = require('node:test');

const real = { setTimeout, Date };
mock.timers.enable({ now: 1000 });
const seen = [];
setTimeout((value) => seen.push(value), 20, 'twenty');
const interval = setInterval(() => seen.push(Date.now()), 8);
setImmediate(() => seen.push('immediate'));
mock.timers.tick(20);
clearInterval(interval);
mock.timers.tick(100);
assert.deepStrictEqual(seen, ['immediate', 1020, 1020, 'twenty']);
assert.strictEqual(new Date().getTime(), 1120);
mock.timers.reset();
assert.strictEqual(setTimeout, real.setTimeout);
assert.strictEqual(Date, real.Date);
assert.throws(() => mock.timers.tick(), { code: 'ERR_INVALID_STATE' });
