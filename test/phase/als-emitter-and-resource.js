// An emitter runs in the context of emit; AsyncResource.bind keeps the one of its making.
'use strict';
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const { EventEmitter } = require('events');
const als = new AsyncLocalStorage();
const e = new EventEmitter();
als.run('made', () => {
  e.on('x', () => console.log('plain', als.getStore()));
  e.on('x', AsyncResource.bind(() => console.log('bound', als.getStore())));
});
als.run('emitted', () => e.emit('x'));
