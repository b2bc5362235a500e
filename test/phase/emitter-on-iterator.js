// events.on delivers events that came while the consumer was busy, in order.
'use strict';
const { on, EventEmitter } = require('events');
const e = new EventEmitter();
(async () => {
  let n = 0;
  for await (const [v] of on(e, 'x')) { console.log('got', v); if (++n === 3) break; }
  console.log('done', e.listenerCount('x'));
})();
setImmediate(() => { e.emit('x', 1); e.emit('x', 2); console.log('emitted 2'); });
setTimeout(() => e.emit('x', 3), 200);
