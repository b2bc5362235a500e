'use strict';
// events.on() pauses its emitter at the high and resumes it below the low water mark.
const assert = require('assert');
const EventEmitter = require('events');

class Source extends EventEmitter {
  calls = [];
  pause() { this.calls.push('pause'); }
  resume() { this.calls.push('resume'); }
}

(async () => {
  const source = new Source();
  const iterator = EventEmitter.on(source, 'x', { highWaterMark: 2, lowWaterMark: 1, close: ['end'] });
  for (let i = 0; i < 3; i++) source.emit('x', i);
  assert.deepStrictEqual(source.calls, ['pause']);
  assert.deepStrictEqual((await iterator.next()).value, [0]);
  assert.deepStrictEqual((await iterator.next()).value, [1]);
  assert.deepStrictEqual(source.calls, ['pause']);
  assert.deepStrictEqual((await iterator.next()).value, [2]);
  assert.deepStrictEqual(source.calls, ['pause', 'resume']);
  source.emit('end');
  assert.deepStrictEqual(await iterator.next(), { value: undefined, done: true });
  assert.strictEqual(source.listenerCount('x'), 0);
})().then(() => { assert.ok(true); });
