// nextTick or setImmediate for work in pieces? A timer that is due waits for the end of the one, not of the other.
'use strict';
const log = [];
function pieces(name, queue, left, done) {
  log.push(`${name} ${left}`);
  for (const start = Date.now(); Date.now() - start < 30;);
  if (left > 1) queue(pieces, name, queue, left - 1, done); else done();
}
setTimeout(() => log.push('timer 1'), 1);
pieces('tick', process.nextTick, 4, () => setImmediate(() => {
  setTimeout(() => log.push('timer 2'), 1);
  pieces('immediate', setImmediate, 4, () => console.log(log.join('\n')));
}));
