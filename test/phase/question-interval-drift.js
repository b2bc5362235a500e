// Does setInterval make up for a slow callback? It does not: one call, then the next a period later.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
let calls = 0;
const interval = setInterval(() => {
  console.log('call', ++calls);
  if (calls === 1) for (const start = Date.now(); Date.now() - start < 50;);
  if (calls === 3) clearInterval(interval);
  setImmediate((n) => console.log('immediate of call', n), calls);
}, 10);
