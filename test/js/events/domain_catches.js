'use strict';
// A domain gets what its timers throw and the 'error' events of its emitters that nobody else handles.
const assert = require('assert');
const domain = require('domain');
const EventEmitter = require('events');

const seen = [];
const d = domain.create();
d.on('error', (error) => seen.push([error.message, error.domainThrown, error.domain === d]));
d.run(() => {
  assert.strictEqual(process.domain, d);
  const emitter = new EventEmitter();
  assert.strictEqual(emitter.domain, d);
  emitter.emit('error', new Error('emitted'));
  setTimeout(() => {
    throw new Error('thrown');
  }, 1);
});
process.on('exit', () => assert.deepStrictEqual(seen, [['emitted', false, true], ['thrown', true, true]]));
