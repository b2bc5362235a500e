'use strict';
// Tracing beside async_hooks, with callbacks that throw: the order of events stays right, hooks see what they saw.
const assert = require('assert');
const { AsyncResource, createHook, executionAsyncId } = require('async_hooks');
const { startTrace, readTrace } = require('phasor:loop');

const seen = [];
createHook({ init: (id, type) => seen.push(type), before() {}, after() {} }).enable();
startTrace();
process.on('uncaughtException', (error) => seen.push(error.message));
process.nextTick(function throwing() { throw new Error('tick'); });
process.nextTick(function next() {});
setTimeout(function timer() { throw new Error('timer'); }, 1);
setTimeout(function other() {}, 1);
for (const type of ['Timeout', 'Immediate', 'TickObject', 'Something']) new AsyncResource(type).runInAsyncScope(() => {});
setTimeout(() => {}, 1.5).refresh();
setImmediate(function immediate() { throw new Error('immediate'); });
Promise.resolve().then(() => { seen.push(executionAsyncId() > 0); });

process.on('exit', () => {
  for (const text of ['tick', 'timer', 'immediate', 'TickObject', 'Timeout', 'Immediate', 'PROMISE', true]) assert(seen.includes(text), `${text}`);
  const callbacks = readTrace().events.filter(({ type }) => type === 'callback');
  const named = (name) => callbacks.filter(({ label }) => label?.name === name);
  for (const name of ['throwing', 'next', 'timer', 'other', 'immediate']) assert.strictEqual(named(name).length, 1, name);
  const [throwing] = named('throwing');
  const [next] = named('next');
  assert(throwing.start + throwing.duration <= next.start + 0.001);
});
