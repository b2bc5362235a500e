// The unhandledRejection handler and a thrown timer see the store of their cause, as Node shows it.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
process.on('uncaughtException', (e) => console.log('uncaught', e.message, als.getStore()));
als.run('ctx', () => setTimeout(() => { throw new Error('timer'); }, 1));
