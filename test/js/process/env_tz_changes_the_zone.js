'use strict';
// Assigning process.env.TZ takes effect on dates at once.
const assert = require('assert');

process.env.TZ = 'Asia/Tokyo';
assert.strictEqual(new Date(0).getHours(), 9);
process.env.TZ = 'UTC';
assert.strictEqual(new Date(0).getHours(), 0);
