'use strict';
// What handlers of domains see.
const domain = require('domain');
const EventEmitter = require('events');
const outer = domain.create();
const inner = domain.create();
inner.on('error', (error) => {
  console.log(Object.keys(error), error.domainThrown, error.domain === inner, process.domain === outer, process.domain === null);
});
inner.run(() => new EventEmitter().emit('error', new Error('alone')));
outer.run(() => inner.run(() => new EventEmitter().emit('error', new Error('nested'))));
const silent = domain.create();
process.on('uncaughtException', (error) => console.log(error.message, Object.keys(error), error.domain, process.domain));
silent.run(() => { throw new Error('nobody listens'); });
