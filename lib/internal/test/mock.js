'use strict';
// MockTracker: functions, methods, getters, setters and properties that record their use and can be put back.
// Callers: `mock` of node:test and `context.mock`.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');

/** What `mocked.mock` is: the calls made, and the way to change or undo the mock. */
class MockFunctionContext {
  #calls = [];
  #once = new Map();
  #implementation;
  #original;
  #times;
  #restore;

  constructor({ original, implementation, times, restore }) {
    this.#original = original;
    this.#implementation = implementation;
    this.#times = times;
    this.#restore = restore;
  }

  get calls() { return this.#calls.slice(); }
  callCount() { return this.#calls.length; }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  /** @param {Function} implementation @param {number} [onCall] number of the call, the next one by default */
  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    this.#restore?.();
    this.#implementation = this.#original;
    this.#once.clear();
  }

  resetCalls() { this.#calls = []; }

  static invoke(context, args, target, self) { return context.#invoke(args, target, self); }

  #nextImplementation() {
    const call = this.#calls.length;
    const once = this.#once.get(call);
    if (once !== undefined) {
      this.#once.delete(call);
      return once;
    }
    if (call === this.#times) {
      this.restore();
      return this.#original;
    }
    return this.#implementation;
  }

  #invoke(args, target, self) {
    const implementation = this.#nextImplementation();
    const record = { __proto__: null, arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: self };
    try {
      if (target === undefined) {
        record.result = Reflect.apply(implementation, self, args);
      } else {
        record.result = Reflect.construct(implementation, args, target);
        record.this = record.result;
      }
      return record.result;
    } catch (error) {
      record.error = error;
      throw error;
    } finally {
      this.#calls.push(record);
    }
  }
}

class MockPropertyContext {
  #object;
  #name;
  #descriptor;
  #value;
  #once = new Map();
  #accesses = [];

  constructor(object, name, value) {
    this.#object = object;
    this.#name = name;
    this.#descriptor = Object.getOwnPropertyDescriptor(object, name);
    this.#value = value;
    const { enumerable } = this.#descriptor;
    Object.defineProperty(object, name, {
      __proto__: null, configurable: true, enumerable,
      get: () => this.#record('get', this.#take()),
      set: (given) => {
        this.#value = given;
        this.#record('set', given);
      },
    });
  }

  #take() {
    const access = this.#accesses.length;
    if (!this.#once.has(access)) return this.#value;
    const value = this.#once.get(access);
    this.#once.delete(access);
    return value;
  }

  #record(type, value) {
    this.#accesses.push({ __proto__: null, type, value, stack: new Error() });
    return value;
  }

  get accesses() { return this.#accesses.slice(); }
  accessCount() { return this.#accesses.length; }
  mockImplementation(value) { this.#value = value; }
  mockImplementationOnce(value, onAccess) {
    const next = this.#accesses.length;
    const access = onAccess ?? next;
    validateInteger(access, 'onAccess', next);
    this.#once.set(access, value);
  }
  resetAccesses() { this.#accesses = []; }
  restore() { Object.defineProperty(this.#object, this.#name, this.#descriptor); }
}

class MockTracker {
  #mocks = [];
  #timers;

  get timers() {
    return this.#timers ??= new (require('internal/test/mock_timers').MockTimers)();
  }

  /** @param {Function} [original] @param {Function} [implementation] @param {{times?: number}} [options] */
  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') [original, implementation, options] = [function() {}, undefined, original];
    else if (implementation !== null && typeof implementation === 'object') [implementation, options] = [original, implementation];
    implementation ??= original;
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { times = Infinity } = options;
    checkTimes(times);
    return this.#wrap({ original, implementation, times });
  }

  /** @param {object} object @param {string|symbol} methodName */
  method(object, methodName, implementation, options = {}) {
    checkObject(object, 'object');
    checkName(methodName, 'methodName');
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    validateObject(options, 'options');
    const { getter = false, setter = false, times = Infinity } = options;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    checkTimes(times);
    if (setter && getter) throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");

    const descriptor = findDescriptor(object, methodName);
    const kind = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[kind];
    if (typeof original !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('methodName', original, `must be a ${getter ? 'getter' : setter ? 'setter' : 'method'}`);
    }
    if (implementation !== undefined) validateFunction(implementation, 'implementation');
    const restore = () => { Object.defineProperty(object, methodName, { __proto__: null, ...descriptor }); };
    const mocked = this.#wrap({ original, implementation: implementation ?? original, times, restore });
    const { configurable, enumerable, writable, get, set } = descriptor;
    const replaced = kind === 'value' ? { configurable, enumerable, writable, value: mocked } : { configurable, enumerable, get, set, [kind]: mocked };
    Object.defineProperty(object, methodName, { __proto__: null, ...replaced });
    return mocked;
  }

  getter(object, methodName, implementation = undefined, options = undefined) {
    return this.#accessor('getter', object, methodName, implementation, options);
  }

  setter(object, methodName, implementation = undefined, options = undefined) {
    return this.#accessor('setter', object, methodName, implementation, options);
  }

  #accessor(kind, object, methodName, implementation, options) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    validateObject(options ?? {}, 'options');
    const { [kind]: wanted = true } = options ?? {};
    if (wanted === false) throw new ERR_INVALID_ARG_VALUE(`options.${kind}`, wanted, 'cannot be false');
    return this.method(object, methodName, implementation, { ...options, [kind]: wanted });
  }

  /** @returns {object} a proxy of the object with `mock` */
  property(object, propertyName, value) {
    checkObject(object, 'object');
    checkName(propertyName, 'propertyName');
    const descriptor = Object.getOwnPropertyDescriptor(object, propertyName);
    if (descriptor === undefined) {
      throw new ERR_INVALID_ARG_VALUE('propertyName', propertyName, 'is not a property of the object');
    }
    if (!descriptor.configurable) throw new ERR_INVALID_ARG_VALUE('propertyName', propertyName, 'cannot redefine property');
    const context = new MockPropertyContext(object, propertyName, arguments.length > 2 ? value : descriptor.value);
    this.#mocks.push(context);
    return new Proxy(object, {
      __proto__: null,
      get: (target, name, receiver) => (name === 'mock' ? context : Reflect.get(target, name, receiver)),
    });
  }

  module() { throw new ERR_METHOD_NOT_IMPLEMENTED('mock.module()'); }

  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#mocks = [];
  }

  restoreAll() {
    for (const context of this.#mocks) context.restore();
  }

  #wrap(config) {
    const context = new MockFunctionContext(config);
    this.#mocks.push(context);
    return new Proxy(config.original, {
      __proto__: null,
      apply: (target, self, args) => MockFunctionContext.invoke(context, args, undefined, self),
      construct: (target, args, newTarget) => MockFunctionContext.invoke(context, args, newTarget, undefined),
      get: (target, name, receiver) => (name === 'mock' ? context : Reflect.get(target, name, receiver)),
    });
  }
}

function checkTimes(times) {
  if (times !== Infinity) validateInteger(times, 'options.times', 1);
}

function checkObject(value, name) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'object', value);
}

function checkName(value, name) {
  if (typeof value !== 'string' && typeof value !== 'symbol') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'symbol'], value);
}

function findDescriptor(object, name) {
  for (let host = object; host !== null; host = Object.getPrototypeOf(host)) {
    const descriptor = Object.getOwnPropertyDescriptor(host, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

module.exports = { MockTracker };
