// A timer that comes due while another callback computes waits for the next turn: immediates come in between.
'use strict';
const log = [];
setTimeout(() => {
  log.push('first');
  setImmediate(() => log.push('immediate'));
  const end = Date.now() + 300;
  while (Date.now() < end);
  setTimeout(() => log.push('made by the first'), 1);
}, 2);
setTimeout(() => log.push('due meanwhile'), 150);
setTimeout(() => console.log(log.join('\n')), 900);
