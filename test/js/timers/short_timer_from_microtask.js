'use strict';
// A short timer that a microtask of the timers phase asks for is not put off to a longer one that waits already.
const assert = require('assert');

const order = [];
const long = setTimeout(() => order.push('long'), 2000);
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

(async () => {
  for (let i = 0; i < 5; i++) {
    await delay(1);
    order.push(i);
  }
  clearTimeout(long);
  assert.deepStrictEqual(order, [0, 1, 2, 3, 4]);
})();
