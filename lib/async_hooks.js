'use strict';
// node:async_hooks (Node's documentation: Async hooks, Asynchronous context tracking) on lib/internal/async_context.js.

const context = require('internal/async_context');
const {
  resourceIdSymbol, resourceTriggerSymbol, newAsyncId, currentTriggerId, captureStorage, exchangeStorage,
  enter, leave, emitInit, emitBefore, emitAfter, emitDestroy, hasInitHooks, hasDestroyHooks,
  watchCollected, forgetCollected,
} = context;
const { codes: { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_ASYNC_ID } } = require('internal/errors');
const { deprecate } = require('internal/util');
const { validateBoolean, validateFunction, validateString, validateObject } = require('internal/validators');

const kOnBound = 'The asyncResource property on bound functions is deprecated';
const kContextFrame = Symbol('context_frame');
const kCallbacks = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

class AsyncHook {
  constructor(callbacks) {
    for (const name of kCallbacks) {
      const fn = callbacks[name];
      if (fn !== undefined && typeof fn !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
    const { trackPromises = true, promiseResolve } = callbacks;
    validateBoolean(trackPromises, 'trackPromises');
    if (!trackPromises && promiseResolve) {
      throw new ERR_INVALID_ARG_VALUE('trackPromises', trackPromises, 'must not be false when promiseResolve is enabled');
    }
    for (const name of kCallbacks) this[name] = callbacks[name];
    Object.defineProperty(this, 'tracksPromises', { __proto__: null, value: trackPromises });
  }

  enable() {
    context.enableHook(this);
    return this;
  }

  disable() {
    context.disableHook(this);
    return this;
  }
}

/**
 * async_hooks.createHook(callbacks)
 * @param {object} callbacks init, before, after, destroy, promiseResolve; all optional
 */
function createHook(callbacks) {
  return new AsyncHook(callbacks);
}

class AsyncResource {
  #watched = false;

  constructor(type, options = {}) {
    validateString(type, 'type');
    let triggerId = options;
    let manual = false;
    if (typeof options !== 'number') {
      triggerId = options.triggerAsyncId === undefined ? currentTriggerId() : options.triggerAsyncId;
      manual = !!options.requireManualDestroy;
    }
    if (!Number.isSafeInteger(triggerId) || triggerId < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerId);
    const asyncId = this[resourceIdSymbol] = newAsyncId();
    this[resourceTriggerSymbol] = triggerId;
    this[kContextFrame] = captureStorage();
    if (hasInitHooks()) {
      if (type.length === 0) throw new ERR_ASYNC_TYPE(type);
      emitInit(asyncId, type, triggerId, this);
    }
    if (!manual && hasDestroyHooks()) {
      this.#watched = true;
      watchCollected(this, asyncId);
    }
  }

  /** Calls `fn` in this resource's execution context. */
  runInAsyncScope(fn, thisArg, ...args) {
    const asyncId = this[resourceIdSymbol];
    const frame = enter(asyncId, this[resourceTriggerSymbol], this);
    const storage = exchangeStorage(this[kContextFrame]);
    emitBefore(asyncId);
    try {
      return Reflect.apply(fn, thisArg, args);
    } finally {
      emitAfter(asyncId);
      exchangeStorage(storage);
      leave(frame);
    }
  }

  emitDestroy() {
    if (this.#watched) forgetCollected(this[resourceIdSymbol]);
    emitDestroy(this[resourceIdSymbol]);
    return this;
  }

  asyncId() {
    return this[resourceIdSymbol];
  }

  triggerAsyncId() {
    return this[resourceTriggerSymbol];
  }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined ?
      function bound(...args) { return resource.runInAsyncScope(fn, this, ...args); } :
      resource.runInAsyncScope.bind(resource, fn, thisArg);
    let shown = resource;
    Object.defineProperties(bound, {
      length: { __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: {
        __proto__: null,
        configurable: true,
        enumerable: true,
        get: deprecate(() => shown, kOnBound, 'DEP0172'),
        set: deprecate((value) => { shown = value; }, kOnBound, 'DEP0172'),
      },
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type ||= fn.name;
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

/** What AsyncLocalStorage's withScope() gives: disposing of it, once, restores the store from before. */
class RunScope {
  #leave;

  constructor(leave) {
    this.#leave = leave;
  }

  dispose() {
    const leave = this.#leave;
    this.#leave = undefined;
    leave?.();
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}

class AsyncLocalStorage {
  #defaultValue;
  #name = '';

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    return AsyncResource.bind((cb, ...args) => cb(...args));
  }

  constructor(options = {}) {
    validateObject(options, 'options');
    const { defaultValue, name } = options;
    this.#defaultValue = defaultValue;
    if (name !== undefined) this.#name = `${name}`;
  }

  get name() {
    return this.#name;
  }

  #withStore(store) {
    return new Map(captureStorage()).set(this, store);
  }

  /** Goes back to `saved` where that changes this store only: other stores keep what they have become meanwhile. */
  #restore(saved, entered) {
    const current = captureStorage();
    if (current === entered) {
      exchangeStorage(saved);
      return;
    }
    const map = new Map(current);
    if (saved?.has(this)) map.set(this, saved.get(this));
    else map.delete(this);
    exchangeStorage(map);
  }

  run(store, fn, ...args) {
    // The map is made only when the store changes: running with the same one is free, and nothing is restored after it.
    if (Object.is(this.getStore(), store)) return Reflect.apply(fn, null, args);
    const saved = captureStorage();
    const entered = this.#withStore(store);
    exchangeStorage(entered);
    try {
      return Reflect.apply(fn, null, args);
    } finally {
      this.#restore(saved, entered);
    }
  }

  /**
   * Enters `store` until the returned scope is disposed of: `using scope = storage.withScope(store)`.
   * @returns {RunScope}
   */
  withScope(store) {
    const saved = captureStorage();
    const entered = this.#withStore(store);
    exchangeStorage(entered);
    return new RunScope(() => this.#restore(saved, entered));
  }

  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }

  enterWith(store) {
    exchangeStorage(this.#withStore(store));
  }

  disable() {
    const current = captureStorage();
    if (!current?.has(this)) return;
    // In place: work that was queued with this map has lost the store, too. A new map, so that run() does not go back to
    // the one from before.
    current.delete(this);
    exchangeStorage(new Map(current));
  }

  getStore() {
    const current = captureStorage();
    if (!current?.has(this)) return this.#defaultValue;
    return current.get(this);
  }
}

// Provider names and their numbers, as Node's documentation of `type` lists them.
const asyncWrapProviders = Object.freeze(Object.assign({ __proto__: null }, Object.fromEntries([
  'NONE', 'DIRHANDLE', 'DNSCHANNEL', 'ELDHISTOGRAM', 'FILEHANDLE', 'FILEHANDLECLOSEREQ', 'BLOBREADER', 'FSEVENTWRAP',
  'FSREQCALLBACK', 'FSREQPROMISE', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'HEAPSNAPSHOT', 'HTTP2SESSION',
  'HTTP2STREAM', 'HTTP2PING', 'HTTP2SETTINGS', 'HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST', 'LOCKS', 'JSSTREAM',
  'JSUDPWRAP', 'MESSAGEPORT', 'PIPECONNECTWRAP', 'PIPESERVERWRAP', 'PIPEWRAP', 'PROCESSWRAP', 'PROMISE', 'QUERYWRAP',
  'QUIC_ENDPOINT', 'QUIC_LOGSTREAM', 'QUIC_SESSION', 'QUIC_STREAM', 'QUIC_UDP', 'SHUTDOWNWRAP', 'SIGNALWRAP',
  'STATWATCHER', 'STREAMPIPE', 'TCPCONNECTWRAP', 'TCPSERVERWRAP', 'TCPWRAP', 'TTYWRAP', 'UDPSENDWRAP', 'UDPWRAP',
  'SIGINTWATCHDOG', 'WORKER', 'WORKERCPUPROFILE', 'WORKERCPUUSAGE', 'WORKERHEAPPROFILE', 'WORKERHEAPSNAPSHOT',
  'WORKERHEAPSTATISTICS', 'WRITEWRAP', 'ZLIB', 'CHECKPRIMEREQUEST', 'PBKDF2REQUEST', 'KEYPAIRGENREQUEST',
  'KEYGENREQUEST', 'KEYEXPORTREQUEST', 'ARGON2REQUEST', 'CIPHERREQUEST', 'DERIVEBITSREQUEST', 'HASHREQUEST',
  'RANDOMBYTESREQUEST', 'RANDOMPRIMEREQUEST', 'SCRYPTREQUEST', 'SIGNREQUEST', 'TLSWRAP', 'VERIFYREQUEST',
].map((name, index) => [name, index]))));

module.exports = {
  get AsyncLocalStorage() { return AsyncLocalStorage; },
  createHook,
  executionAsyncId: context.executionAsyncId,
  triggerAsyncId: context.triggerAsyncId,
  executionAsyncResource: context.executionAsyncResource,
  asyncWrapProviders,
  AsyncResource,
};
