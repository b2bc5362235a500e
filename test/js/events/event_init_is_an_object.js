'use strict';
// The init dictionary of an Event is an object or missing; neither a list nor a function.
const assert = require('assert');

for (const Class of [Event, CustomEvent]) {
  for (const init of [undefined, null, {}, new Date()]) assert.strictEqual(new Class('x', init).type, 'x');
  for (const init of [[], () => {}, 5, 'x']) {
    assert.throws(() => new Class('x', init), { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' });
  }
}
new EventTarget().addEventListener('x', () => {}, []);
