'use strict';
// Timers and immediates. Timers of one duration form a list ordered by expiry (each new one goes to its end), the lists
// stand in a priority queue by the expiry of their first timer, and the loop's single native timer is set for the list
// at the top: one crossing per batch (Loop::Client::OnTimers).

const runtime = binding('runtime');
const { scheduleTimer, setTimerRef, setImmediatesPending, immediateFields, setHook } = runtime;
const {
  asyncIdSymbol, triggerIdSymbol, storageSymbol, newAsyncId, currentTriggerId, captureStorage, exchangeStorage,
  enter, leave, emitInit, emitBefore, emitAfter, emitDestroy, asyncFields, kTimersRun, kImmediatesRun,
  emitAgain, kTimerKind, kImmediateKind,
} = require('internal/async_context');
const { runNextTicks } = require('internal/process/task_queues');
const TimerHeap = require('internal/timers/heap');

const kMaxDelay = 2 ** 31 - 1;
const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// Indices of immediateFields (src/runtime/realm.h).
const kCount = 0;
const kRefCount = 1;
const kOutstanding = 2;

const lists = new Map();  // duration in ms -> TimersList
const heap = new TimerHeap();
// The delay of a timer that was cleared: it cannot be started again.
const kCleared = -1;
const byPrimitive = new Map();  // id as given to clearTimeout(Number(timer)) -> Timeout
let refedTimers = 0;
let armedFor = Infinity;  // expiry for which the native timer is set

let phaseNow = 0;  // when the timers phase began: what comes due later waits for the next turn
// Read anew each time: what the turn has computed so far must not come off a delay.
const now = runtime.updateTime;

/** All running timers of one duration, oldest first; the sentinel of a ring. */
class TimersList {
  constructor(expiry, msecs) {
    this._idleNext = this;
    this._idlePrev = this;
    this.expiry = expiry;
    this.msecs = msecs;
    this.position = 0;  // in the heap
  }
}

function unlink(item) {
  if (item._idleNext) item._idleNext._idlePrev = item._idlePrev;
  if (item._idlePrev) item._idlePrev._idleNext = item._idleNext;
  item._idleNext = null;
  item._idlePrev = null;
}

function append(list, item) {
  const last = list._idlePrev;
  item._idleNext = list;
  item._idlePrev = last;
  last._idleNext = item;
  list._idlePrev = item;
}

// Kinds of bad delays that have been warned of: those are told once a process.
const warnedDelays = new Set();

function warnDelayOnce(name, text) {
  if (warnedDelays.has(name)) return;
  warnedDelays.add(name);
  process.emitWarning(text, name);
}

/** Node's coercion of a delay: a number from 1 to 2^31-1 is kept (fractions, too), anything else is 1 ms. */
function coerceDelay(delay) {
  if (delay === undefined) return 1;
  const number = delay * 1;
  if (number >= 1 && number <= kMaxDelay) return number;
  if (number > kMaxDelay) {
    process.emitWarning(`${number} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
                        'TimeoutOverflowWarning');
  } else if (number < 0) {
    warnDelayOnce('TimeoutNegativeWarning', `${number} is a negative number.\nTimeout duration was set to 1.`);
  } else if (Number.isNaN(number)) {
    warnDelayOnce('TimeoutNaNWarning', `${number} is not a number.\nTimeout duration was set to 1.`);
  }
  return 1;
}

class Timeout {
  // The field names are Node's: packages and tests read them.
  constructor(callback, delay, args, isRepeat, isRefed) {
    this._idleTimeout = coerceDelay(delay);
    this._idlePrev = this;
    this._idleNext = this;
    this._idleStart = null;
    this._onTimeout = null;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = isRepeat ? this._idleTimeout : null;
    this._destroyed = false;
    this[kRefed] = null;
    if (isRefed) refTimer(this);
    else this[kRefed] = false;
    this[kHasPrimitive] = false;
    beginTimer(this);
  }

  [customInspect](depth, options) {
    const { inspect } = require('internal/util/inspect');
    // The neighbours in the list are of no interest and would drag in every other timer.
    return inspect(this, { ...options, depth: 0, customInspect: false });
  }

  /** Starts the countdown anew; a timer that has fired runs once more. */
  refresh() {
    if (this._idleTimeout === kCleared) return this;
    if (this._destroyed) beginTimer(this);
    else emitAgain(this[asyncIdSymbol], 'Timeout', this);
    if (this[kRefed]) insertAgain(this);
    else insertTimer(this, this._idleTimeout, now());
    return this;
  }

  unref() {
    if (this[kRefed]) {
      this[kRefed] = false;
      if (!this._destroyed) unrefTimer();
    }
    return this;
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      if (!this._destroyed) countRef();
    }
    return this;
  }

  hasRef() {
    return this[kRefed] === true;
  }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    const id = this[asyncIdSymbol];
    if (!this[kHasPrimitive]) {
      this[kHasPrimitive] = true;
      byPrimitive.set(id, this);
    }
    return id;
  }

  [Symbol.dispose]() {
    clearTimeout(this);
  }
}

/** A timer is queued: a new one, or one that has fired and is refreshed. The latter belongs to who refreshes it. */
function beginTimer(timer) {
  const asyncId = timer[asyncIdSymbol] = newAsyncId();
  const triggerId = timer[triggerIdSymbol] = currentTriggerId();
  timer[storageSymbol] = captureStorage();
  emitInit(asyncId, 'Timeout', triggerId, timer);
}

function countRef() {
  if (refedTimers++ === 0) setTimerRef(true);
}

function unrefTimer() {
  if (--refedTimers === 0) setTimerRef(false);
}

function refTimer(timer) {
  timer[kRefed] = true;
  countRef();
}

function insertAgain(timer) {
  if (timer._destroyed) {
    timer._destroyed = false;
    countRef();
  }
  insertTimer(timer, timer._idleTimeout, now());
}

/** Puts a timer at the end of the list of its duration, as of `start` ms. */
function insertTimer(timer, msecs, start) {
  if (timer._idleNext && timer._idleNext !== timer) unlink(timer);
  timer._idleStart = start;
  timer._destroyed = false;
  // Durations are whole milliseconds: a fraction is cut off, as libuv's clock has no finer one.
  const duration = Math.trunc(msecs);
  let list = lists.get(duration);
  if (list === undefined) {
    const expiry = start + duration;
    list = new TimersList(expiry, duration);
    lists.set(duration, list);
    heap.insert(list);
    if (armedFor > expiry) {
      scheduleTimer(duration);
      armedFor = expiry;
    }
  }
  append(list, timer);
}

function dropList(list) {
  heap.remove(list);
  if (lists.get(list.msecs) === list) lists.delete(list.msecs);
}

/** Takes a timer out for good: it will not fire unless it is refreshed. */
function removeTimer(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  timer[storageSymbol] = undefined;  // who keeps the timer does not keep the store
  if (timer[kHasPrimitive]) {
    timer[kHasPrimitive] = false;
    byPrimitive.delete(timer[asyncIdSymbol]);
  }
  if (timer[kRefed]) unrefTimer();
  if (timer[asyncIdSymbol] !== undefined) emitDestroy(timer[asyncIdSymbol]);
}

function clearTimeout(timer) {
  if (timer?._onTimeout) {
    timer._onTimeout = undefined;
    if (!timer._destroyed) timer._idleTimeout = kCleared;
    const { _idleNext: next, _idlePrev: previous } = timer;
    unlink(timer);
    // The sentinel is alone: the list is empty.
    if (next && next !== timer && next === previous && next instanceof TimersList) dropList(next);
    removeTimer(timer);
    return;
  }
  if (typeof timer === 'number' || typeof timer === 'string') {
    const known = byPrimitive.get(Number(timer));
    if (known !== undefined && String(timer) === String(known[asyncIdSymbol])) clearTimeout(known);
  }
}

/** After its callback: an interval starts anew, anything else is done unless it was refreshed meanwhile. */
function settle(timer, start) {
  // One that its own callback cleared must not come back: it would be taken out, and uncounted, a second time.
  if (timer._onTimeout && timer._repeat && timer._idleTimeout !== kCleared) {
    timer._idleTimeout = timer._repeat;
    insertTimer(timer, timer._idleTimeout, start);
    emitAgain(timer[asyncIdSymbol], 'Timeout', timer);
  } else if (timer._idleNext === null || timer._idleNext === undefined) {
    removeTimer(timer);
  }
}

/**
 * Runs the timers of one list that are due. (Its name and processTimers, as Node has them, stand in the stack traces of
 * what timers throw, without a helper in between.)
 */
function listOnTimeout(list, state) {
  const { msecs } = list;
  let timer;
  while ((timer = list._idleNext) !== list) {
    const age = phaseNow - timer._idleStart;
    if (age < msecs) {
      list.expiry = Math.max(timer._idleStart + msecs, phaseNow + 1);
      heap.update(list);
      return;
    }
    if (state.ranOne) runNextTicks();
    else state.ranOne = true;
    // The ticks may have cleared it, or everything else in the list.
    if (timer !== list._idleNext) {
      state.ranOne = false;
      continue;
    }
    unlink(timer);
    if (typeof timer._onTimeout !== 'function') {
      removeTimer(timer);
      continue;
    }
    const asyncId = timer[asyncIdSymbol];
    const start = timer._repeat ? now() : undefined;
    const frame = enter(asyncId, timer[triggerIdSymbol], timer);
    const storage = exchangeStorage(timer[storageSymbol]);
    asyncFields[kTimersRun]++;
    emitBefore(asyncId, kTimerKind, timer._onTimeout);
    try {
      const args = timer._timerArgs;
      if (args === undefined) timer._onTimeout();
      else Reflect.apply(timer._onTimeout, timer, args);
    } finally {
      settle(timer, start);
    }
    // An error that nobody catches leaves the context as it is: 'uncaughtException' listeners see it.
    exchangeStorage(storage);
    leave(frame);
    emitAfter(asyncId);
    if (lists.get(msecs) !== list) return;  // cleared to the last one, and dropped
  }
  dropList(list);
}

/** Timers phase: see Loop::Client::OnTimers for the answer. */
function processTimers(time) {
  phaseNow = time;
  armedFor = Infinity;
  const state = { ranOne: false };
  let list;
  while ((list = heap.peek()) !== undefined) {
    if (list.expiry > phaseNow) {
      // Set here, not by the answer: that is applied after the ticks and microtasks of this batch, which may have asked
      // for an earlier timer, and it would put that one off.
      armedFor = list.expiry;
      scheduleTimer(list.expiry - now());
      setTimerRef(refedTimers > 0);
      return 0;
    }
    listOnTimeout(list, state);
  }
  return 0;
}

// ---- Immediates ----

class ImmediateQueue {
  head = null;
  tail = null;

  append(item) {
    item._idlePrev = this.tail;
    if (this.tail === null) this.head = item;
    else this.tail._idleNext = item;
    this.tail = item;
  }

  remove(item) {
    if (item._idleNext !== null) item._idleNext._idlePrev = item._idlePrev;
    if (item._idlePrev !== null) item._idlePrev._idleNext = item._idleNext;
    if (item === this.head) this.head = item._idleNext;
    if (item === this.tail) this.tail = item._idlePrev;
    item._idleNext = null;
    item._idlePrev = null;
  }
}

const immediates = new ImmediateQueue();
// What a throwing immediate left of its batch.
const outstanding = new ImmediateQueue();

class Immediate {
  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = false;
    const asyncId = this[asyncIdSymbol] = newAsyncId();
    const triggerId = this[triggerIdSymbol] = currentTriggerId();
    this[storageSymbol] = captureStorage();
    emitInit(asyncId, 'Immediate', triggerId, this);
    this.ref();
    immediateFields[kCount]++;
    immediates.append(this);
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      if (immediateFields[kRefCount]++ === 0) setImmediatesPending(true);
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      if (--immediateFields[kRefCount] === 0) setImmediatesPending(false);
    }
    return this;
  }

  hasRef() {
    return this[kRefed] === true;
  }

  [customInspect](depth, options) {
    const { inspect } = require('internal/util/inspect');
    return inspect(this, { ...options, depth: 0, customInspect: false });
  }

  [Symbol.dispose]() {
    clearImmediate(this);
  }
}

function releaseImmediate(immediate) {
  immediate._destroyed = true;
  immediateFields[kCount]--;
  if (immediate[kRefed]) immediateFields[kRefCount]--;
  immediate[kRefed] = null;
}

function clearImmediate(immediate) {
  if (!immediate?._onImmediate || immediate._destroyed) return;
  const wasRefed = immediate[kRefed];
  releaseImmediate(immediate);
  if (wasRefed && immediateFields[kRefCount] === 0) setImmediatesPending(false);
  emitDestroy(immediate[asyncIdSymbol]);
  immediate._onImmediate = undefined;
  (outstanding.head !== null && isIn(outstanding, immediate) ? outstanding : immediates).remove(immediate);
}

// Only after an immediate threw, or while a batch runs, are there two queues to tell apart.
function isIn(queue, item) {
  for (let at = queue.head; at !== null; at = at._idleNext) if (at === item) return true;
  return false;
}

/** Check phase: the immediates queued before it. New ones wait for the next turn. */
function processImmediate() {
  const queue = outstanding;
  if (queue.head === null) {
    queue.head = immediates.head;
    queue.tail = immediates.tail;
    immediates.head = immediates.tail = null;
  }
  let previous;
  immediateFields[kOutstanding] = 1;
  let immediate;
  while ((immediate = queue.head) !== null) {
    if (previous !== undefined) {
      runNextTicks();
      previous = undefined;
      continue;  // the ticks may have cleared the next one
    }
    queue.remove(immediate);
    previous = immediate;
    releaseImmediate(immediate);
    if (queue.head === null) immediateFields[kOutstanding] = 0;
    const asyncId = immediate[asyncIdSymbol];
    const frame = enter(asyncId, immediate[triggerIdSymbol], immediate);
    const storage = exchangeStorage(immediate[storageSymbol]);
    asyncFields[kImmediatesRun]++;
    emitBefore(asyncId, kImmediateKind, immediate._onImmediate);
    try {
      const args = immediate._argv;
      if (args === undefined) immediate._onImmediate();
      else immediate._onImmediate(...args);
    } finally {
      immediate._onImmediate = null;
      immediate[storageSymbol] = undefined;
      emitDestroy(asyncId);
    }
    exchangeStorage(storage);
    leave(frame);
    emitAfter(asyncId);
  }
  immediateFields[kOutstanding] = 0;
}

setHook('runTimers', processTimers.bind(process));
setHook('runImmediates', processImmediate.bind(process));

/** A started timer; what setTimeout and setInterval return. */
function startTimer(callback, delay, args, isRepeat, isRefed = true) {
  const timer = new Timeout(callback, delay, args, isRepeat, isRefed);
  insertTimer(timer, timer._idleTimeout, now());
  return timer;
}

/** What process.getActiveResourcesInfo() tells of timers and immediates that keep the loop alive. */
function activeResources() {
  return [...new Array(refedTimers).fill('Timeout'), ...new Array(immediateFields[kRefCount]).fill('Immediate')];
}

/** @returns {(Timeout|Immediate)[]} those that keep the loop alive */
function refedTasks() {
  const found = [];
  for (const list of lists.values()) {
    for (let timer = list._idleNext; timer !== list; timer = timer._idleNext) if (timer[kRefed]) found.push(timer);
  }
  for (const queue of [outstanding, immediates]) {
    for (let item = queue.head; item !== null; item = item._idleNext) if (item[kRefed]) found.push(item);
  }
  return found;
}

module.exports = {
  refedTasks, activeResources, Timeout, Immediate, startTimer, clearTimeout, clearImmediate, coerceDelay, kMaxDelay,
  loopNow: now,
};
