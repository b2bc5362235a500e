'use strict';
// Async ids, async_hooks' event dispatch and the AsyncLocalStorage context, for every module that queues work (ticks,
// timers, immediates, microtasks, AsyncResource). C++ shares the fields (src/runtime/realm.h) and does the same for
// native callbacks (src/runtime/callback.h).
//
// The AsyncLocalStorage context is an immutable Map (storage -> value) or undefined. V8 carries it over promise
// reactions by itself; everything else captures it with `captureStorage()` and runs inside `runInContext`.

const {
  asyncFields, hookFields, getStorage, setStorage, setHook, setPromiseHooks, executionResource, queueDestroy, watchCollected, triggerUncaught,
  forgetCollected,
} = binding('runtime');

const kExecutionId = 0;
const kTriggerId = 1;
const kIdCounter = 2;
const kDefaultTriggerId = 3;
// Counts of what the queues of JavaScript ran, for the loop's figures.
const kTicksRun = 4;
const kTimersRun = 5;
const kImmediatesRun = 6;
const kMicrotasksRun = 7;

const kInit = 0;
const kBefore = 1;
const kAfter = 2;
const kDestroy = 3;
const kPromise = 4;

// Symbols under which ticks, timers and immediates carry their ids, and those of promises and AsyncResources; tools read them.
const asyncIdSymbol = Symbol('asyncId');
const triggerIdSymbol = Symbol('triggerId');
const storageSymbol = Symbol('kAsyncContextFrame');
const resourceIdSymbol = Symbol('async_id_symbol');
const resourceTriggerSymbol = Symbol('trigger_async_id_symbol');

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

/** Whether a tick, timer or the like runs, and not (only) a callback that C++ has started. */
const inQueuedCallback = () => currentResource !== undefined;

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
  // The callback that threw has not come to its end. (Those that C++ called are told of by CallbackScope.)
  if (currentResource !== undefined) emitAfter(asyncFields[kExecutionId]);
  promiseFrames.length = 0;
  asyncFields[kExecutionId] = 0;
  asyncFields[kTriggerId] = 0;
  currentResource = undefined;
}

// ---- The loop's tracer ----

// Stands in hookFields beside the number of hooks while the loop is traced, so that what is not traced asks one question.
const kTraced = 1 << 16;  // src/runtime/tracing.h
const kHookCount = kTraced - 1;
let tracer;

// Numbers of loop::CallbackKind (src/loop/kinds.h).
const kTimerKind = 2;
const kImmediateKind = 3;
const kTickKind = 4;
const kMicrotaskKind = 5;

/** @param {{queued: Function, begin: Function, end: Function}|undefined} value internal/loop/trace's, or none */
function setTracer(value) {
  tracer = value;
  activate(hooks);
}

// ---- Hooks ----

let hooks = [];     // what dispatch() walks; it is replaced, never changed
let wantedHooks = hooks;  // what enable() and disable() made of it; takes effect when no hook is running
let running = 0;

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
  running++;
  try {
    for (let i = 0; i < current.length; i++) {
      const fn = current[i][name];
      if (fn !== undefined) Reflect.apply(fn, current[i], [asyncId, a, b, c]);
    }
  } catch (error) {
    // A full stack is the program's error, not the hook's.
    if (error instanceof RangeError && error.message === 'Maximum call stack size exceeded') throw error;
    reportHookError(error);
  } finally {
    running--;
  }
  if (running === 0 && hooks !== wantedHooks) activate(wantedHooks);
}

function emitInit(asyncId, type, triggerId, resource) {
  if (hookFields[kInit] === 0) return;
  if (tracer !== undefined) tracer.queued(asyncId, type, resource);
  if (hooks.length > 0) dispatch('init', asyncId, type, triggerId, resource);
}

// What natives within asProvider() are told as, instead of their own type.
let provider;

/** Runs `call`, whose natives are another API's: hooks hear of `type`. @param {string} type Node's provider name */
function asProvider(type, call, ...args) {
  if (hookFields[kInit] === 0) return Reflect.apply(call, undefined, args);
  const outer = provider;
  provider = type;
  try {
    return Reflect.apply(call, undefined, args);
  } finally {
    provider = outer;
  }
}

/**
 * The id of a handle without callbacks of its own: hooks hear when it is made and when it is collected.
 * @param {string} type Node's provider name
 */
function newResourceId(type, resource) {
  const asyncId = newAsyncId();
  if (hookFields[kInit] === 0) return asyncId;
  emitInit(asyncId, type, currentTriggerId(), resource);
  if (hookFields[kDestroy] > 0) watchCollected(resource, asyncId);
  return asyncId;
}

/** A timer starts anew: it has run, or is refreshed. */
function emitAgain(asyncId, type, resource) {
  if (tracer !== undefined && hookFields[kInit] >= kTraced) tracer.queued(asyncId, type, resource);
}

/** `kind` and `callback` are for the tracer: a CallbackKind (src/loop/kinds.h), what is about to be called. */
function emitBefore(asyncId, kind, callback) {
  if (hookFields[kBefore] === 0) return;
  if (tracer !== undefined) tracer.begin(asyncId, kind, callback);
  if (hooks.length > 0) dispatch('before', asyncId);
}
function emitAfter(asyncId) {
  if (hookFields[kAfter] === 0) return;
  if (hooks.length > 0) dispatch('after', asyncId);
  if (tracer !== undefined) tracer.end(asyncId);
}

/** Destroy hooks run later, outside the callback at hand (Realm::QueueDestroy). */
function emitDestroy(asyncId) {
  if (hookFields[kDestroy] > 0 && asyncId > 0) queueDestroy(asyncId);
}

function emitPromiseResolve(asyncId) {
  if (hookFields[kPromise] > 0) dispatch('promiseResolve', asyncId);
}

// ---- Promises as resources ----

/** Gives a promise its ids. One that was made before the hooks were enabled gets them late, without an init event. */
function identify(promise, parent) {
  const known = promise[resourceIdSymbol];
  if (known !== undefined) return known;
  const asyncId = promise[resourceIdSymbol] = newAsyncId();
  promise[resourceTriggerSymbol] = parent === undefined ? currentTriggerId() : identify(parent);
  if (hookFields[kDestroy] > 0) watchCollected(promise, asyncId);
  return asyncId;
}

function promiseInit(promise, parent) {
  const asyncId = identify(promise, parent);
  dispatch('init', asyncId, 'PROMISE', promise[resourceTriggerSymbol], promise);
}

const promiseFrames = [];

function promiseBefore(promise) {
  const asyncId = identify(promise);
  promiseFrames.push(enter(asyncId, promise[resourceTriggerSymbol], promise));
  dispatch('before', asyncId);
}

function promiseAfter(promise) {
  const asyncId = identify(promise);
  dispatch('after', asyncId);
  // Only what `before` entered is left: the hooks may have been enabled in between.
  if (asyncFields[kExecutionId] === asyncId && promiseFrames.length > 0) leave(promiseFrames.pop());
}

function promiseSettled(promise) {
  emitPromiseResolve(identify(promise));
}

const promiseId = (promise) => promise[resourceIdSymbol];
const promiseTriggerId = (promise) => promise[resourceTriggerSymbol];

/** What node:v8's promiseHooks adds to V8's four hooks; arrays of functions, or undefined. */
let extraPromiseHooks;

function chain(own, extra) {
  if (extra === undefined || extra.length === 0) return own;
  const all = own === undefined ? extra : [own, ...extra];
  if (all.length === 1) return all[0];
  return (promise, parent) => {
    for (const hook of all) {
      try {
        hook(promise, parent);
      } catch (error) {
        triggerUncaught(error, false);  // V8 does so for a single hook; the others are called all the same
      }
    }
  };
}

function updatePromiseHooks() {
  const wanted = hooks.some((hook) => hook.tracksPromises);
  const own = wanted ? [promiseInit, promiseBefore, promiseAfter, promiseSettled] : [];
  const extra = extraPromiseHooks ?? [];
  setPromiseHooks(chain(own[0], extra[0]), chain(own[1], extra[1]), chain(own[2], extra[2]), chain(own[3], extra[3]));
}

/** @param {Function[][]|undefined} lists functions for init, before, after and settled */
function setExtraPromiseHooks(lists) {
  extraPromiseHooks = lists;
  updatePromiseHooks();
}

// ---- Which hooks are on ----

function activate(list) {
  hooks = list;
  const count = (name) => hooks.reduce((sum, hook) => sum + (hook[name] === undefined ? 0 : 1), 0);
  const traced = tracer === undefined ? 0 : kTraced;
  hookFields[kInit] = count('init') + traced;
  hookFields[kBefore] = count('before') + traced;
  hookFields[kAfter] = count('after') + traced;
  hookFields[kDestroy] = count('destroy');
  hookFields[kPromise] = count('promiseResolve');
  updatePromiseHooks();
}

function changeHooks(list) {
  wantedHooks = list;
  if (running === 0) activate(list);
}

function enableHook(hook) {
  if (!wantedHooks.includes(hook)) changeHooks([...wantedHooks, hook]);
}

function disableHook(hook) {
  if (wantedHooks.includes(hook)) changeHooks(wantedHooks.filter((other) => other !== hook));
}

// C++ asks only while there are hooks, and tells the tracer itself.
setHook('emitInit', (asyncId, type, triggerId, resource) => dispatch('init', asyncId, provider ?? type, triggerId, resource));
setHook('emitBefore', (asyncId) => dispatch('before', asyncId));
setHook('emitAfter', (asyncId) => dispatch('after', asyncId));
setHook('emitDestroy', (asyncId) => dispatch('destroy', asyncId));

module.exports = {
  asyncIdSymbol, triggerIdSymbol, storageSymbol, resourceIdSymbol, resourceTriggerSymbol,
  asyncFields, hookFields, kExecutionId, kTriggerId, kTicksRun, kTimersRun, kImmediatesRun, kMicrotasksRun,
  newAsyncId, executionAsyncId, triggerAsyncId, currentTriggerId, withDefaultTrigger, executionAsyncResource,
  inQueuedCallback,
  captureStorage, exchangeStorage, isStorageUsed: () => storageUsed,
  enter, leave, clearFrames,
  emitInit, emitBefore, emitAfter, emitDestroy, newResourceId, asProvider,
  hasInitHooks: () => (hookFields[kInit] & kHookCount) > 0,
  hasDestroyHooks: () => hookFields[kDestroy] > 0,
  setTracer, emitAgain, kTimerKind, kImmediateKind, kTickKind, kMicrotaskKind,
  enableHook, disableHook, setExtraPromiseHooks, promiseId, promiseTriggerId, watchCollected, forgetCollected,
};
