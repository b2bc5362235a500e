'use strict';
// nextTick and microtasks. Every callback from the loop ends with runTicks() (src/runtime: leaving the outermost
// CallbackScope): ticks until none is left, then microtasks, again until both are empty, then rejections.

const { tickFields, runMicrotasks, enqueueMicrotask, triggerUncaught, setHook } = binding('runtime');
const {
  asyncIdSymbol, triggerIdSymbol, storageSymbol, newAsyncId, currentTriggerId, captureStorage, exchangeStorage,
  enter, leave, emitInit, emitBefore, emitAfter, emitDestroy, hookFields, asyncFields, kTicksRun, kMicrotasksRun,
  kTickKind, kMicrotaskKind,
} = require('internal/async_context');
const { validateFunction } = require('internal/validators');
const { processRejections } = require('internal/process/rejections');

const kHasTick = 0;
const kHasRejection = 1;

// A queue of fixed blocks: pushing allocates once in 1,024 ticks, shifting never moves anything.
const kBlock = 1024;
let headBlock = { items: new Array(kBlock), next: null };
let tailBlock = headBlock;
let headIndex = 0;
let tailIndex = 0;
let lastTick;  // that has left the queue in this drain

function push(tick) {
  if (tailIndex === kBlock) {
    tailBlock = tailBlock.next = { items: new Array(kBlock), next: null };
    tailIndex = 0;
  }
  tailBlock.items[tailIndex++] = tick;
}

function shift() {
  if (headBlock === tailBlock && headIndex === tailIndex) return undefined;
  const tick = headBlock.items[headIndex];
  headBlock.items[headIndex++] = undefined;
  if (headIndex === kBlock && headBlock !== tailBlock) {
    headBlock = headBlock.next;
    headIndex = 0;
  } else if (headBlock === tailBlock && headIndex === tailIndex) {
    headIndex = tailIndex = 0;
  }
  return tick;
}

/**
 * Drains both queues. A throwing tick leaves the rest for the next drain. One function with Node's name: it stands in the
 * stack trace of whatever a tick throws.
 */
function processTicksAndRejections() {
  do {
    let tick;
    while ((tick = lastTick = shift()) !== undefined) {
      const asyncId = tick[asyncIdSymbol];
      const frame = enter(asyncId, tick[triggerIdSymbol], tick);
      const storage = exchangeStorage(tick[storageSymbol]);
      asyncFields[kTicksRun]++;
      emitBefore(asyncId, kTickKind, tick.callback);
      try {
        const { callback, args } = tick;
        if (args === undefined) callback();
        else if (args.length === 1) callback(args[0]);
        else if (args.length === 2) callback(args[0], args[1]);
        else callback(...args);
      } finally {
        emitDestroy(asyncId);
      }
      // An error that nobody catches leaves the context as it is: 'uncaughtException' listeners see it.
      exchangeStorage(storage);
      leave(frame);
      emitAfter(asyncId);
    }
    runMicrotasks();
    // Rejections are looked at when both queues are empty; their handlers may queue more.
  } while (headIndex !== tailIndex || headBlock !== tailBlock || processRejections());
  tickFields[kHasTick] = 0;
  tickFields[kHasRejection] = 0;
}

/**
 * For a look from V8's interrupt into a drain that does not end: nothing here may run code of the program.
 * @returns {Function|undefined} the next tick's callback, else the last one's
 */
const pendingTick = () => (headBlock.items[headIndex] ?? lastTick)?.callback;

/** Drains both queues if there is anything in them; between two callbacks of one batch (timers, immediates). */
function runNextTicks() {
  if (tickFields[kHasTick] === 0 && tickFields[kHasRejection] === 0) runMicrotasks();
  if (tickFields[kHasTick] === 0 && tickFields[kHasRejection] === 0) return;
  Reflect.apply(processTicksAndRejections, process, []);
}

/** As runNextTicks, inside a callback of the loop, which goes on in the AsyncLocalStorage context that it had. */
function runNextTicksInside() {
  const storage = captureStorage();
  runNextTicks();
  exchangeStorage(storage);
}

/**
 * process.nextTick(callback, ...args)
 * @param {Function} callback
 */
function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;
  const asyncId = newAsyncId();
  const triggerId = currentTriggerId();
  const tick = {
    [asyncIdSymbol]: asyncId,
    [triggerIdSymbol]: triggerId,
    [storageSymbol]: captureStorage(),
    callback,
    args: args.length === 0 ? undefined : args,
  };
  if (hookFields[0] > 0) emitInit(asyncId, 'TickObject', triggerId, tick);
  tickFields[kHasTick] = 1;
  push(tick);
}

/**
 * queueMicrotask(callback)
 * @param {Function} callback
 */
function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  const asyncId = newAsyncId();
  const triggerId = currentTriggerId();
  const storage = captureStorage();
  const resource = { callback, [asyncIdSymbol]: asyncId, [triggerIdSymbol]: triggerId };
  emitInit(asyncId, 'Microtask', triggerId, resource);
  enqueueMicrotask(() => {
    try {
      runMicrotask(resource, storage);
    } catch (error) {
      // V8 would go on with the next microtask without telling anybody.
      triggerUncaught(error, false);
    }
  });
}

function runMicrotask(resource, storage) {
  const { callback, [asyncIdSymbol]: asyncId } = resource;
  const frame = enter(asyncId, resource[triggerIdSymbol], resource);
  const saved = exchangeStorage(storage);
  asyncFields[kMicrotasksRun]++;
  emitBefore(asyncId, kMicrotaskKind, callback);
  try {
    callback();
  } finally {
    emitAfter(asyncId);
    emitDestroy(asyncId);
    exchangeStorage(saved);
    leave(frame);
  }
}

setHook('runTicks', processTicksAndRejections.bind(process));

module.exports = { nextTick, pendingTick, queueMicrotask, runNextTicks, runNextTicksInside };
