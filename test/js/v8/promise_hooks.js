'use strict';
// v8.promiseHooks: init with the parent, before, after, settled; each stop() takes its own hooks away.
const assert = require('assert');
const { promiseHooks } = require('v8');

const events = [];
const stop = promiseHooks.createHook({
  init(promise, parent) { events.push(['init', parent]); },
  settled() { events.push('settled'); },
});
const parent = Promise.resolve();
const child = parent.then(() => {});
stop();
Promise.resolve();
assert.deepStrictEqual(events, [['init', undefined], 'settled', ['init', parent]]);
assert.throws(() => promiseHooks.onBefore(async () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
const first = promiseHooks.onInit(() => events.push('first'));
const second = promiseHooks.onInit(() => events.push('second'));
first();
new Promise(() => {});
second();
assert.deepStrictEqual(events.slice(3), ['second']);
void child;
