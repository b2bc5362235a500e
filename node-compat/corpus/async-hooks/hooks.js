'use strict';
// Which resources createHook() sees, with their triggers, for timers, ticks, microtasks, promises and AsyncResources.
const { createHook, AsyncResource, executionAsyncId, triggerAsyncId } = require('async_hooks');
const fs = require('fs');

const lines = [];
const names = new Map([[1, 'main']]);
const counts = {};
const nameOf = (id) => names.get(id) ?? 'other';
const hook = createHook({
  init(id, type, trigger) {
    counts[type] = (counts[type] ?? 0) + 1;
    names.set(id, `${type}:${counts[type]}`);
    lines.push(`init ${nameOf(id)} by ${nameOf(trigger)}`);
  },
  before(id) { lines.push(`before ${nameOf(id)}`); },
  after(id) { lines.push(`after ${nameOf(id)}`); },
  // When a promise is destroyed is the garbage collector's affair.
  destroy(id) { if (!nameOf(id).startsWith('PROMISE')) lines.push(`destroy ${nameOf(id)}`); },
  promiseResolve(id) { lines.push(`resolve ${nameOf(id)}`); },
}).enable();

process.nextTick(() => lines.push(`tick in ${nameOf(executionAsyncId())} by ${nameOf(triggerAsyncId())}`));
queueMicrotask(() => {});
setTimeout(() => setImmediate(() => {}), 1);
Promise.resolve(1).then(() => {}).finally(() => {});
const resource = new AsyncResource('OWN', { requireManualDestroy: true });
resource.runInAsyncScope(() => lines.push(`in ${nameOf(executionAsyncId())}`));
resource.emitDestroy();
fs.stat('.', () => { process.nextTick(() => {}); });
setTimeout(() => {
  hook.disable();
  // The order between the loop's phases depends on the clock: only what belongs to one resource is compared.
  const byResource = {};
  for (const line of lines) {
    const [, name] = line.split(' ');
    (byResource[name] ??= []).push(line);
  }
  for (const name of Object.keys(byResource).sort()) console.log(byResource[name].join('; '));
}, 50);
