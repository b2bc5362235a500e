// AsyncLocalStorage.snapshot and bind.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
const inSnapshot = als.run('snap', () => AsyncLocalStorage.snapshot());
const bound = als.run('bind', () => AsyncLocalStorage.bind(() => als.getStore()));
als.run('now', () => { console.log(inSnapshot(() => als.getStore()), bound(), als.getStore()); });
