'use strict';
// events.on(): an iteration that is over does not resume its emitter, whatever is still taken from it.
const assert = require('assert');
const { EventEmitter, on } = require('events');

class Source extends EventEmitter {
  resumed = 0;
  pause() {}
  resume() { this.resumed++; }
}

async function resumedAfter(end) {
  const source = new Source();
  const iterator = on(source, 'data', { highWaterMark: 1, lowWaterMark: 1, close: ['end'] });
  for (let i = 0; i < 4; i++) source.emit('data', i);
  end(source, iterator);
  for (let i = 0; i < 4; i++) await iterator.next();
  return source.resumed;
}

(async () => {
  assert.strictEqual(await resumedAfter(() => {}), 1);
  assert.strictEqual(await resumedAfter((source) => source.emit('end')), 0);
  assert.strictEqual(await resumedAfter((source, iterator) => { iterator.return(); }), 0);
  assert.throws(() => new EventTarget().addEventListener(Symbol('type'), () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
})();
