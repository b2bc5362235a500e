'use strict';
// A listener list in use by emit() does not change under it.
const assert = require('assert');
const EventEmitter = require('events');

for (const count of [2, 3, 5]) {
  const emitter = new EventEmitter();
  const seen = [];
  const listeners = [];
  for (let i = 0; i < count; i++) {
    listeners[i] = () => {
      seen.push(i);
      for (const one of listeners) emitter.removeListener('x', one);
      emitter.on('x', () => seen.push('late'));
    };
    emitter.on('x', listeners[i]);
  }
  assert.strictEqual(emitter.emit('x', 1), true);
  assert.deepStrictEqual(seen, Array.from({ length: count }, (_, i) => i));
}

// Exactly the given arguments arrive.
const emitter = new EventEmitter();
for (let n = 1; n <= 2; n++) {
  for (let count = 0; count < 7; count++) {
    let got;
    const listener = function(...args) { got = args; assert.strictEqual(this, emitter); };
    emitter.removeAllListeners().on('y', listener);
    if (n === 2) emitter.on('y', () => {});
    const args = Array.from({ length: count }, (_, i) => (i === 1 ? undefined : i));
    emitter.emit('y', ...args);
    assert.deepStrictEqual(got, args);
  }
}
