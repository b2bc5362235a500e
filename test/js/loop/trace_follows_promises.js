'use strict';
// A promise's reaction is queued by what settled the promise, when that came after then(); an async function goes on in itself.
const assert = require('assert');
const { startTrace, readTrace } = require('phasor:loop');

startTrace({ stacks: true });
let resolve;
new Promise((done) => { resolve = done; }).then(() => { setImmediate(function afterThen() {}); });
setTimeout(function settler() { resolve(); }, 1);
(async function sleeper() {
  await new Promise((done) => { setTimeout(done, 3); });
  setImmediate(function afterAwait() {});
})();

process.on('exit', () => {
  const callbacks = readTrace().events.filter(({ type }) => type === 'callback');
  const named = (name) => callbacks.find(({ label }) => label?.name === name);
  const queuedBy = ({ queued }) => callbacks.find(({ id }) => id === queued.by);
  const reaction = queuedBy(named('afterThen'));
  assert.strictEqual(reaction.kind, 'promise');
  assert.strictEqual(queuedBy(reaction), named('settler'));
  const goingOn = queuedBy(named('afterAwait'));
  assert.strictEqual(goingOn.kind, 'promise');
  assert.strictEqual(queuedBy(goingOn).kind, 'timer');
  assert.strictEqual(named('settler').stack[0].script, __filename);
});
