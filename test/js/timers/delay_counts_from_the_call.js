'use strict';
// A delay counts from the moment of the call, not from the start of the turn that a long computation has used up.
const assert = require('assert');

const end = Date.now() + 60;
while (Date.now() < end);
const started = process.hrtime.bigint();
setTimeout(() => {
  const elapsed = Number(process.hrtime.bigint() - started) / 1e6;
  assert.ok(elapsed >= 38, `fired after ${elapsed} ms`);
}, 40);
