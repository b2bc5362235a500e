'use strict';
// node:timers (Node's documentation: Timers).

const { Immediate, startTimer, clearTimeout, clearImmediate } = require('internal/timers');
const { validateFunction } = require('internal/validators');
const { kCustomPromisify } = { kCustomPromisify: Symbol.for('nodejs.util.promisify.custom') };

function setTimeout(callback, after, ...args) {
  validateFunction(callback, 'callback');
  return startTimer(callback, after, args.length === 0 ? undefined : args, false);
}

function setInterval(callback, repeat, ...args) {
  validateFunction(callback, 'callback');
  return startTimer(callback, repeat, args.length === 0 ? undefined : args, true);
}

function setImmediate(callback, ...args) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, args.length === 0 ? undefined : args);
}

function clearInterval(timer) {
  clearTimeout(timer);
}

function definePromisified(fn, name) {
  Object.defineProperty(fn, kCustomPromisify, {
    __proto__: null, enumerable: true, get: () => require('timers/promises')[name],
  });
}
definePromisified(setTimeout, 'setTimeout');
definePromisified(setImmediate, 'setImmediate');

module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval };
Object.defineProperty(module.exports, 'promises', {
  __proto__: null, configurable: true, enumerable: true, get: () => require('timers/promises'),
});
