// enterWith, exit and nested run.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
als.run(1, () => {
  als.run(2, () => { console.log(als.getStore()); als.exit(() => console.log(als.getStore())); });
  console.log(als.getStore());
  als.enterWith(3);
  queueMicrotask(() => console.log('microtask', als.getStore()));
});
console.log('outside', als.getStore());
