'use strict';
// Async ids, async_hooks' event dispatch and the AsyncLocalStorage context, for every module that queues work (ticks,
// timers, immediates, microtasks, AsyncResource). C++ shares the fields (src/runtime/realm.h) and does the same for
// native callbacks (src/runtime/callback.h).
//
// The AsyncLocalStorage context is an immutable Map (storage -> value) or undefined. V8 carries it over promise
// reactions by itself; everything else captures it with `captureStorage()` and runs inside `runInContext`.

const { asyncFields, hookFields, getStorage, setStorage, setHook, setPromiseHooks, executionResource } =
  binding('runtime');

const kExecutionId = 0;
const kTriggerId = 1;
const kIdCounter = 2;
const kDefaultTriggerId = 3;

const kInit = 0;
const kBefore = 1;
const kAfter = 2;
const kDestroy = 3;
const kPromise = 4;

// Symbols under which resources carry their ids; async_hooks' tests and tools read them.
const asyncIdSymbol = Symbol('asyncId');
const triggerIdSymbol = Symbol('triggerId');
const storageSymbol = Symbol('kAsyncContextFrame');

const newAsyncId = () => ++asyncFields[kIdCounter];
const executionAsyncId = () => asyncFields[kExecutionId];
const triggerAsyncId = () => asyncFields[kTriggerId];

/** The trigger id that a new resource gets: the default one if set, else the id that is executing. */
function currentTriggerId() {
  const id = asyncFields[kDefaultTriggerId];
  return id < 0 ? asyncFields[kExecutionId] : id;
}

/** Runs `fn(...args)` with `triggerId` as the default trigger of the resources that it makes. */
function withDefaultTrigger(triggerId, fn, ...args) {
  if (triggerId === undefined) return Reflect.apply(fn, null, args);
  const saved = asyncFields[kDefaultTriggerId];
  asyncFields[kDefaultTriggerId] = triggerId;
  try {
    return Reflect.apply(fn, null, args);
  } finally {
    asyncFields[kDefaultTriggerId] = saved;
  }
}

// ---- Storage ----

// Until the first AsyncLocalStorage is used there is nothing to capture, which spares every tick and timer two native
// calls.
let storageUsed = false;

function captureStorage() {
  return storageUsed ? getStorage() : undefined;
}

/** Sets the current storage map and returns the one before. */
function exchangeStorage(map) {
  if (!storageUsed) {
    if (map === undefined) return undefined;
    storageUsed = true;
  }
  const previous = getStorage();
  if (previous !== map) setStorage(map);
  return previous;
}

// ---- Execution frames of JavaScript callbacks ----

// The resource of the innermost callback that JavaScript (not C++) started.
let currentResource;

const topResource = {};

function executionAsyncResource() {
  if (currentResource !== undefined) return currentResource;
  const native = executionResource();
  return native === undefined ? topResource : native;
}

/** Sets the executing ids and resource; `leave` gets what this returns. */
function enter(asyncId, triggerId, resource) {
  const frame = {
    executionId: asyncFields[kExecutionId], triggerId: asyncFields[kTriggerId], resource: currentResource,
  };
  asyncFields[kExecutionId] = asyncId;
  asyncFields[kTriggerId] = triggerId;
  currentResource = resource;
  return frame;
}

function leave(frame) {
  asyncFields[kExecutionId] = frame.executionId;
  asyncFields[kTriggerId] = frame.triggerId;
  currentResource = frame.resource;
}

/** After an uncaught error no callback is executing any more. */
function clearFrames() {
  asyncFields[kExecutionId] = 0;
  asyncFields[kTriggerId] = 0;
  currentResource = undefined;
}

// ---- Hooks ----

let hooks = [];  // replaced, never changed, so that a running dispatch sees the list it began with

function reportHookError(error) {
  // An error in a hook ends the program, as Node documents: it must not go on with a half-seen resource.
  const { inspect } = require('internal/util/inspect');
  const text = typeof error?.stack === 'string' ? error.stack : inspect(error);
  const runtime = binding('runtime');
  runtime.writeStderr(`${text}\n`);
  process.removeAllListeners('uncaughtException');
  process.exit(1);
}

function dispatch(name, asyncId, a, b, c) {
  const current = hooks;
  for (let i = 0; i < current.length; i++) {
    const fn = current[i][name];
    if (fn === undefined) continue;
    try {
      Reflect.apply(fn, current[i], [asyncId, a, b, c]);
    } catch (error) {
      reportHookError(error);
    }
  }
}

function emitInit(asyncId, type, triggerId, resource) {
  if (hookFields[kInit] > 0) dispatch('init', asyncId, type, triggerId, resource);
}
function emitBefore(asyncId) {
  if (hookFields[kBefore] > 0) dispatch('before', asyncId);
}
function emitAfter(asyncId) {
  if (hookFields[kAfter] > 0) dispatch('after', asyncId);
}

let destroyQueue = [];

function flushDestroyQueue() {
  while (destroyQueue.length > 0) {
    const ids = destroyQueue;
    destroyQueue = [];
    for (const id of ids) dispatch('destroy', id);
  }
}

/** Destroy hooks run later, outside the garbage collector and the callback at hand. */
function emitDestroy(asyncId) {
  if (hookFields[kDestroy] === 0 || asyncId <= 0) return;
  if (destroyQueue.length === 0) require('timers').setImmediate(flushDestroyQueue).unref();
  destroyQueue.push(asyncId);
}

function emitPromiseResolve(asyncId) {
  if (hookFields[kPromise] > 0) dispatch('promiseResolve', asyncId);
}

// ---- Promises as resources ----

const promiseIds = new WeakMap();

function trackPromise(promise, parent) {
  let ids = promiseIds.get(promise);
  if (ids !== undefined) return ids;
  const triggerId = parent === undefined ? currentTriggerId() : trackPromise(parent).asyncId;
  ids = { asyncId: newAsyncId(), triggerId };
  promiseIds.set(promise, ids);
  emitInit(ids.asyncId, 'PROMISE', triggerId, promise);
  return ids;
}

const promiseFrames = [];

function promiseBefore(promise) {
  const ids = trackPromise(promise);
  promiseFrames.push(enter(ids.asyncId, ids.triggerId, promise));
  emitBefore(ids.asyncId);
}

function promiseAfter(promise) {
  const ids = promiseIds.get(promise);
  if (ids === undefined || promiseFrames.length === 0) return;
  emitAfter(ids.asyncId);
  leave(promiseFrames.pop());
}

function promiseSettled(promise) {
  const ids = promiseIds.get(promise);
  if (ids !== undefined) emitPromiseResolve(ids.asyncId);
}

function updatePromiseHooks() {
  const wanted = hooks.some((hook) => hook.tracksPromises);
  if (wanted) setPromiseHooks(trackPromise, promiseBefore, promiseAfter, promiseSettled);
  else setPromiseHooks(undefined, undefined, undefined, undefined);
}

function countHooks() {
  const count = (name) => hooks.reduce((sum, hook) => sum + (hook[name] === undefined ? 0 : 1), 0);
  hookFields[kInit] = count('init');
  hookFields[kBefore] = count('before');
  hookFields[kAfter] = count('after');
  hookFields[kDestroy] = count('destroy');
  hookFields[kPromise] = count('promiseResolve');
  updatePromiseHooks();
}

function enableHook(hook) {
  if (hooks.includes(hook)) return;
  hooks = [...hooks, hook];
  countHooks();
}

function disableHook(hook) {
  if (!hooks.includes(hook)) return;
  hooks = hooks.filter((other) => other !== hook);
  countHooks();
}

setHook('emitInit', (asyncId, type, triggerId, resource) => emitInit(asyncId, type, triggerId, resource));
setHook('emitBefore', emitBefore);
setHook('emitAfter', emitAfter);
setHook('emitDestroy', emitDestroy);

module.exports = {
  asyncIdSymbol, triggerIdSymbol, storageSymbol,
  asyncFields, hookFields, kExecutionId, kTriggerId,
  newAsyncId, executionAsyncId, triggerAsyncId, currentTriggerId, withDefaultTrigger, executionAsyncResource,
  captureStorage, exchangeStorage,
  enter, leave, clearFrames,
  emitInit, emitBefore, emitAfter, emitDestroy,
  hasInitHooks: () => hookFields[kInit] > 0,
  hasDestroyHooks: () => hookFields[kDestroy] > 0,
  enableHook, disableHook,
};
