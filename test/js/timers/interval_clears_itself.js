'use strict';
// An interval that clears itself in its callback leaves other timers alone: they still hold the process and fire.
const assert = require('assert');

let calls = 0;
let late = false;
const interval = setInterval(() => { if (++calls === 3) clearInterval(interval); }, 2);
setTimeout(() => { late = true; }, 60);
process.on('exit', () => {
  assert.strictEqual(calls, 3);
  assert.strictEqual(late, true);
});
