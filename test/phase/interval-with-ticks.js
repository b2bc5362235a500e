// Each interval call drains ticks and microtasks before the next.
'use strict';
let n = 0;
const i = setInterval(() => {
  n++;
  console.log('interval', n);
  process.nextTick((k) => console.log('tick', k), n);
  Promise.resolve(n).then((k) => console.log('microtask', k));
  if (n === 3) clearInterval(i);
}, 1);
