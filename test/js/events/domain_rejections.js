'use strict';
// A rejection is its domain's instead of the process's 'unhandledRejection'; what a microtask throws is no domain's; listeners
// of 'uncaughtException' run outside of all domains.
const assert = require('assert');
const domain = require('domain');

const seen = [];
const heard = domain.create();
heard.on('error', (error) => seen.push(`domain ${error.message}`));
const unheard = domain.create();

process.on('unhandledRejection', () => seen.push('unhandledRejection'));
process.on('uncaughtException', (error, origin) => {
  seen.push(`${origin} ${error.message} ${process.domain}`);
});
const listeners = process.listenerCount('uncaughtException');

heard.run(() => Promise.reject(new Error('rejected')));
unheard.run(() => Promise.reject(new Error('unheard')));
setTimeout(() => heard.run(() => queueMicrotask(() => { throw new Error('microtask'); })), 1);

const emitter = new (require('events'))();
heard.add(emitter);
emitter.emit('error', 0);

process.on('exit', () => {
  process.removeAllListeners('uncaughtException');
  assert.strictEqual(listeners, 2);
  assert.deepStrictEqual(seen, [
    'domain Unhandled error.', 'domain rejected', 'uncaughtException unheard null',
    'uncaughtException microtask null',
  ]);
});
