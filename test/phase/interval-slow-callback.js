// An interval whose callback takes longer than its period lets immediates in between two calls.
'use strict';
const log = [];
let n = 0;
const i = setInterval(() => {
  log.push(`interval ${++n}`);
  setImmediate((k) => log.push(`immediate ${k}`), n);
  const end = Date.now() + 10;
  while (Date.now() < end);
  if (n === 4) clearInterval(i);
}, 1);
setTimeout(() => console.log(log.join('\n')), 300);
