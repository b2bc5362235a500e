'use strict';
// events.once() takes what has on() and once() only, as the workers of tinypool; it removes no more than has to go.
const assert = require('assert');
const { EventEmitter, on, once } = require('events');

/** An emitter that shows the methods `names` only, and the calls of them. */
function limited(names) {
  const emitter = new EventEmitter();
  const calls = [];
  const facade = { emit: (...args) => emitter.emit(...args) };
  for (const name of names) {
    facade[name] = (event, listener) => {
      calls.push(`${name} ${event}`);
      emitter[name](event, listener);
      return facade;
    };
  }
  return { facade, calls };
}

(async () => {
  const bare = limited(['on', 'once']);
  const promise = once(bare.facade, 'exit');
  bare.facade.emit('exit', 3);
  assert.deepStrictEqual(await promise, [3]);

  const able = limited(['on', 'once', 'removeListener']);
  const failing = once(able.facade, 'exit');
  able.facade.emit('error', new Error('failed'));
  await assert.rejects(failing, /failed/);
  assert.deepStrictEqual(able.calls, ['once exit', 'once error', 'removeListener exit']);

  const iterated = limited(['on', 'removeListener']);
  await on(iterated.facade, 'x').return();
  assert.deepStrictEqual(iterated.calls, ['on x', 'on error', 'removeListener error', 'removeListener x']);
})();
