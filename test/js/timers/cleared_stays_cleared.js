'use strict';
// refresh() starts a timer again that has fired, but not one that was cleared.
const assert = require('assert');

const cleared = setTimeout(() => assert.fail('was cleared'), 1);
clearTimeout(cleared);
assert.strictEqual(cleared.refresh(), cleared);
assert.strictEqual(cleared._idleTimeout, -1);

let runs = 0;
const again = setTimeout(() => {
  if (++runs === 1) again.refresh();
}, 1);
process.on('exit', () => assert.strictEqual(runs, 2));
