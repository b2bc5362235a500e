// AsyncLocalStorage keeps its store through ticks, microtasks, timers, immediates and I/O.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
const show = (what) => console.log(what, als.getStore());
als.run('A', () => {
  process.nextTick(show, 'tick');
  Promise.resolve().then(() => show('microtask'));
  setTimeout(show, 5, 'timeout');
  setImmediate(show, 'immediate');
  require('fs').stat(__filename, () => setTimeout(show, 20, 'after io'));
});
als.run('B', () => process.nextTick(show, 'tick'));
show('sync');
