// Two async functions with interleaved awaits each keep their own store.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
async function work(name) {
  for (let i = 0; i < 3; i++) { await null; console.log(name, als.getStore(), i); }
}
als.run('x', () => work('first'));
als.run('y', () => work('second'));
