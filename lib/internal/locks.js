'use strict';
// Web Locks (https://w3c.github.io/web-locks/): navigator.locks and worker_threads.locks.
//
// One table for this thread: a resource's name has the locks that are held and the requests that wait, oldest first. A
// request is granted when nothing before it conflicts. The diagnostics channels locks.request.{start,grant,miss,end}
// tell of each request.

const { DOMException } = require('internal/domexception');
const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { kEnumerableProperty } = require('internal/util');
const { validateFunction } = require('internal/validators');
const { channel } = require('diagnostics_channel');

const kSecret = Symbol('kSecret');
const kName = Symbol('kName');
const kMode = Symbol('kMode');

const startChannel = channel('locks.request.start');
const grantChannel = channel('locks.request.grant');
const missChannel = channel('locks.request.miss');
const endChannel = channel('locks.request.end');

class Lock {
  constructor(secret, name, mode) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kName] = name;
    this[kMode] = mode;
  }

  get name() {
    if (!(kName in this)) throw new ERR_INVALID_THIS('Lock');
    return this[kName];
  }

  get mode() {
    if (!(kMode in this)) throw new ERR_INVALID_THIS('Lock');
    return this[kMode];
  }
}

/** @typedef {{name: string, mode: string, callback: Function, settle: object, signal?: AbortSignal}} LockRequest */

/** name -> { held: LockRequest[], waiting: LockRequest[] } */
const resources = new Map();

function resourceOf(name) {
  let resource = resources.get(name);
  if (resource === undefined) resources.set(name, resource = { held: [], waiting: [] });
  return resource;
}

function remove(list, item) {
  const index = list.indexOf(item);
  if (index !== -1) list.splice(index, 1);
  return index !== -1;
}

const isFree = ({ held }, mode) => held.length === 0 || (mode === 'shared' && held.every((lock) => lock.mode === 'shared'));

function publish(target, request, error) {
  if (!target.hasSubscribers) return;
  const message = { name: request.name, mode: request.mode };
  if (target === endChannel) {
    message.ifAvailable = request.ifAvailable;
    message.steal = request.steal;
    message.error = error;
  }
  target.publish(message);
}

function settle(request, method, value) {
  publish(endChannel, request, method === 'reject' ? value : undefined);
  request.deferred[method](value);
}

/** Calls back with the lock, or with null for none, and answers the request with what comes of it. */
async function callBack(request, lock) {
  let value;
  let method = 'resolve';
  try {
    value = await request.callback(lock);
  } catch (error) {
    value = error;
    method = 'reject';
  }
  if (lock !== null) release(request);
  // A stolen lock's request has been answered already.
  if (!request.stolen) settle(request, method, value);
}

function grant(request) {
  resourceOf(request.name).held.push(request);
  request.stopWatching?.();
  publish(grantChannel, request);
  // The callback runs in a microtask and in the context of the request.
  queueMicrotask(() => callBack(request, new Lock(kSecret, request.name, request.mode)));
}

function release(request) {
  const resource = resources.get(request.name);
  if (resource === undefined) return;
  remove(resource.held, request);
  grantWaiting(request.name, resource);
}

function grantWaiting(name, resource) {
  while (resource.waiting.length > 0 && isFree(resource, resource.waiting[0].mode)) {
    const next = resource.waiting.shift();
    next.inContext(() => grant(next));
  }
  if (resource.held.length === 0 && resource.waiting.length === 0) resources.delete(name);
}

function steal(request, resource) {
  for (const lock of resource.held.splice(0)) {
    lock.stolen = true;
    settle(lock, 'reject', new DOMException('The operation was aborted', 'AbortError'));
  }
  grant(request);
}

function wait(request, resource) {
  const { AsyncResource } = require('async_hooks');
  const { signal } = request;
  const context = new AsyncResource('LOCKS');
  request.inContext = (fn) => context.runInAsyncScope(fn);
  resource.waiting.push(request);
  if (signal === undefined) return;
  const onAbort = () => {
    if (!remove(resource.waiting, request)) return;
    settle(request, 'reject', signal.reason);
    grantWaiting(request.name, resource);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  request.stopWatching = () => signal.removeEventListener('abort', onAbort);
}

function typeError(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

/** The dictionary LockOptions (WebIDL), with its rules of which go together. */
function convertOptions(options, name) {
  if (options === undefined || options === null) options = {};
  else if (typeof options !== 'object' && typeof options !== 'function') {
    throw typeError('ERR_INVALID_ARG_TYPE', 'Value cannot be converted to a dictionary');
  }
  const { ifAvailable = false, mode = 'exclusive', signal, steal: isSteal = false } = options;
  const request = { name, mode: `${mode}`, ifAvailable: !!ifAvailable, steal: !!isSteal, signal };
  if (request.mode !== 'exclusive' && request.mode !== 'shared') {
    throw typeError('ERR_INVALID_ARG_VALUE', `mode '${request.mode}' is not a valid enum value of type LockMode.`);
  }
  if (signal !== undefined && (typeof signal !== 'object' || signal === null || !('aborted' in signal))) {
    throw typeError('ERR_INVALID_ARG_TYPE', 'signal is not an object.');
  }
  checkTogether(request);
  return request;
}

function checkTogether({ name, mode, ifAvailable, steal: isSteal, signal }) {
  const refuse = (text) => { throw new DOMException(text, 'NotSupportedError'); };
  if (name.startsWith('-')) refuse('Lock name may not start with hyphen');
  if (ifAvailable && isSteal) refuse('ifAvailable and steal are mutually exclusive');
  if (mode !== 'exclusive' && isSteal) refuse('mode: "shared" and steal are mutually exclusive');
  if (signal !== undefined && (isSteal || ifAvailable)) refuse('signal cannot be used with steal or ifAvailable');
}

function describe({ name, mode }) {
  const { threadId } = require('worker_threads');
  return { name, mode, clientId: `node-${process.pid}-${threadId}` };
}

class LockManager {
  constructor(secret) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /**
   * @param {string} name
   * @param {{mode?: 'exclusive'|'shared', ifAvailable?: boolean, steal?: boolean, signal?: AbortSignal}} [options]
   * @param {(lock: Lock|null) => unknown} callback holds the lock until what it returns has settled
   */
  async request(name, options, callback = undefined) {
    if (this !== locks) throw new ERR_INVALID_THIS('LockManager');
    if (callback === undefined) {
      callback = options;
      options = undefined;
    }
    name = `${name}`;
    validateFunction(callback, 'callback');
    const request = convertOptions(options, name);
    request.signal?.throwIfAborted();
    request.callback = callback;
    request.deferred = Promise.withResolvers();
    publish(startChannel, request);
    const resource = resourceOf(name);
    if (request.steal) {
      steal(request, resource);
    } else if (resource.waiting.length === 0 && isFree(resource, request.mode)) {
      grant(request);
    } else if (request.ifAvailable) {
      publish(missChannel, request);
      queueMicrotask(() => callBack(request, null));
    } else {
      wait(request, resource);
    }
    return request.deferred.promise;
  }

  /** @returns {Promise<{held: object[], pending: object[]}>} a snapshot of the table */
  async query() {
    if (this !== locks) throw new ERR_INVALID_THIS('LockManager');
    const all = [...resources.values()];
    return {
      held: all.flatMap(({ held }) => held.map(describe)),
      pending: all.flatMap(({ waiting }) => waiting.map(describe)),
    };
  }
}

Object.defineProperties(Lock.prototype, {
  name: kEnumerableProperty,
  mode: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'Lock', configurable: true },
});
Object.defineProperties(LockManager.prototype, {
  request: kEnumerableProperty,
  query: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'LockManager', configurable: true },
});

const locks = new LockManager(kSecret);

module.exports = { Lock, LockManager, locks };
