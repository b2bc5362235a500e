'use strict';

// The public module `events`: EventEmitter itself and the module's static helpers.
//
// Callers: every emitter of the runtime (streams, servers, process), hence `emit` and `on` are hot.
// Rules:
// - A table `_events` maps an event name to one function, or to an array of at least two. npm packages read and
//   write `_events`, `_eventsCount` and `_maxListeners`, so these names and forms are part of the contract.
// - A listener list in use by `emit` never changes under it: `emit` copies the list, or reads it into locals, before
//   the first call.
// - Streams preset `_events` with their usual names (value `undefined`) before they call EventEmitter. Such a table
//   (`this[kShapeMode]`) is never replaced and its names are never deleted, which keeps it in fast mode.
// - The async helpers live in internal/events/async.js and are loaded when first used.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_UNHANDLED_ERROR }, kEnhanceStack } = require('internal/errors');
const { validateBoolean, validateNumber } = require('internal/validators');

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');

const { apply, ownKeys } = Reflect;

let defaultMaxListeners = 10;

/**
 * @param {{ captureRejections?: boolean }} [opts]
 */
function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

Object.defineProperty(EventEmitter.prototype, kCapture, {
  __proto__: null,
  value: false,
  writable: true,
  enumerable: false,
});

function emptyTable() {
  return { __proto__: null };
}

function initEmitter(opts) {
  const events = this._events;
  // The second test finds emitters whose prototype is an emitter itself (`Sub.prototype = new EventEmitter()`).
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = emptyTable();
    this._eventsCount = 0;
    this[kShapeMode] = false;
  } else {
    this[kShapeMode] = true;
  }
  this._maxListeners ||= undefined;
  if (opts?.captureRejections) {
    validateBoolean(opts.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
}

function checkListener(listener) {
  if (typeof listener !== 'function') throw new ERR_INVALID_ARG_TYPE('listener', 'function', listener);
}

/** @returns {number} the limit that applies to `emitter`, its own or the default one */
function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

// ---- emit ----

/** Hands the rejection of an async listener to the emitter; runs in a tick of its own. */
function reportRejection(emitter, error, type, args) {
  const handler = emitter[kRejection];
  if (typeof handler === 'function') {
    handler.call(emitter, error, type, ...args);
    return;
  }
  // An async 'error' listener that rejects must not feed itself for ever.
  const saved = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = saved;
  }
}

function watchResult(emitter, result, type, args) {
  try {
    const { then } = result;
    if (typeof then === 'function') {
      then.call(result, undefined, (error) => {
        process.nextTick(reportRejection, emitter, error, type, args);
      });
    }
  } catch (error) {
    emitter.emit('error', error);
  }
}

/** Makes the text that a fatal 'error' event adds to its stack: where the emit happened. */
function enhanceStack(error, emitter, emitSite) {
  let owner = '';
  try {
    const { name } = emitter.constructor;
    if (name !== 'EventEmitter') owner = ` on ${name} instance`;
  } catch {
    // A hostile `constructor` costs the note its owner, nothing else.
  }
  const site = String(emitSite.stack).split('\n').slice(1);
  return `${error.stack}\nEmitted 'error' event${owner} at:\n${site.join('\n')}`;
}

/** An 'error' event without a listener: throws the error, or an ERR_UNHANDLED_ERROR that carries the value. */
function throwUnhandled(emitter, value) {
  if (value instanceof Error) {
    try {
      const site = {};
      Error.captureStackTrace(site, EventEmitter.prototype.emit);
      Object.defineProperty(value, kEnhanceStack, {
        __proto__: null,
        value: () => enhanceStack(value, emitter, site),
        configurable: true,
      });
    } catch {
      // A frozen error goes out without the note.
    }
    throw value;
  }
  let text;
  try {
    text = require('internal/util/inspect').inspect(value);
  } catch {
    text = value;
  }
  const error = new ERR_UNHANDLED_ERROR(text);
  error.context = value;
  throw error;
}

/** Everything about 'error' that other events do not have: the monitor, and the throw without a listener. */
function beforeError(emitter, events, args) {
  if (events !== undefined && events[kErrorMonitor] !== undefined) apply(emitter.emit, emitter, [kErrorMonitor, ...args]);
  if (events === undefined || events.error === undefined) throwUnhandled(emitter, args[0]);
}

// `args` reaches the listeners by apply() and stays in this function, so that optimised code passes the arguments on
// without making the array; only the rare calls below, which take it as a value, need one.
EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') beforeError(this, events, args);
  else if (events === undefined) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = handler.apply(this, args);
    if (result !== undefined && result !== null && this[kCapture]) watchResult(this, result, type, args);
    return true;
  }
  const list = copyOf(handler);
  const { length } = list;
  for (let i = 0; i < length; ++i) {
    const result = apply(list[i], this, args);
    if (result !== undefined && result !== null && this[kCapture]) watchResult(this, result, type, args);
  }
  return true;
};

/** A copy of a listener list. Literals of a known length are much cheaper than slice(), or cost nothing at all. */
function copyOf(list) {
  switch (list.length) {
    case 2: return [list[0], list[1]];
    case 3: return [list[0], list[1], list[2]];
    case 4: return [list[0], list[1], list[2], list[3]];
    case 5: return [list[0], list[1], list[2], list[3], list[4]];
    default: return list.slice();
  }
}

// ---- adding ----

function warnTooMany(emitter, type, list, limit) {
  list.warned = true;
  const { inspect } = require('internal/util/inspect');
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners ` +
    `added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${limit}. ` +
    'Use emitter.setMaxListeners() to increase limit');
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

function insert(emitter, type, listener, atFront) {
  checkListener(listener);
  let events = emitter._events;
  let existing;
  if (events === undefined) {
    events = emitter._events = emptyTable();
    emitter._eventsCount = 0;
  } else {
    if (events.newListener !== undefined) {
      emitter.emit('newListener', type, listener.listener ?? listener);
      events = emitter._events;  // a 'newListener' listener may have removed all
    }
    existing = events[type];
  }
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  if (typeof existing === 'function') {
    existing = events[type] = atFront ? [listener, existing] : [existing, listener];
  } else if (atFront) {
    existing.unshift(listener);
  } else {
    existing.push(listener);
  }
  const limit = maxListenersOf(emitter);
  if (limit > 0 && existing.length > limit && !existing.warned) warnTooMany(emitter, type, existing, limit);
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return insert(this, type, listener, false);
};

EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return insert(this, type, listener, true);
};

function makeOnce(emitter, type, listener) {
  let fired = false;
  function wrapper(...args) {
    if (fired) return undefined;
    emitter.removeListener(type, wrapper);
    fired = true;
    return apply(listener, emitter, args);
  }
  wrapper.listener = listener;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  return this.on(type, makeOnce(this, type, listener));
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  return this.prependListener(type, makeOnce(this, type, listener));
};

// ---- removing ----

function dropName(emitter, events, type) {
  --emitter._eventsCount;
  if (emitter[kShapeMode]) {
    events[type] = undefined;
  } else if (emitter._eventsCount === 0) {
    emitter._events = emptyTable();
  } else {
    delete events[type];
  }
}

function lastIndexOfListener(list, listener) {
  for (let i = list.length - 1; i >= 0; --i) {
    if (list[i] === listener || list[i].listener === listener) return i;
  }
  return -1;
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (typeof list === 'function') {
    if (list !== listener && list.listener !== listener) return this;
    dropName(this, events, type);
    if (events.removeListener !== undefined) this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  const at = lastIndexOfListener(list, listener);
  if (at < 0) return this;
  if (at === 0) list.shift();
  else if (at === list.length - 1) list.pop();
  else list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};

EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function clearTable(emitter) {
  emitter._events = emptyTable();
  emitter._eventsCount = 0;
  emitter[kShapeMode] = false;
}

/** Removes with one 'removeListener' event for each listener, last added first. */
function removeAllObserved(emitter, events, type) {
  const list = events[type];
  if (typeof list === 'function') {
    emitter.removeListener(type, list);
  } else if (list !== undefined) {
    for (let i = list.length - 1; i >= 0; --i) emitter.removeListener(type, list[i]);
  }
}

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  const all = arguments.length === 0;
  if (events.removeListener === undefined) {
    if (all) clearTable(this);
    else if (events[type] !== undefined) dropName(this, events, type);
    return this;
  }
  if (!all) {
    removeAllObserved(this, events, type);
    return this;
  }
  for (const name of ownKeys(events)) {
    if (name !== 'removeListener') this.removeAllListeners(name);
  }
  this.removeAllListeners('removeListener');
  clearTable(this);
  return this;
};

// ---- looking ----

function listOf(emitter, type) {
  const events = emitter._events;
  return events === undefined ? undefined : events[type];
}

EventEmitter.prototype.listeners = function listeners(type) {
  const list = listOf(this, type);
  if (list === undefined) return [];
  if (typeof list === 'function') return [list.listener || list];
  return list.map((listener) => listener.listener || listener);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  const list = listOf(this, type);
  if (list === undefined) return [];
  return typeof list === 'function' ? [list] : copyOf(list);
};

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
  const list = listOf(this, type);
  if (list === undefined) return 0;
  if (listener == null) return typeof list === 'function' ? 1 : list.length;
  let count = 0;
  for (const one of typeof list === 'function' ? [list] : list) {
    if (one === listener || one.listener === listener) ++count;
  }
  return count;
};

EventEmitter.prototype.eventNames = function eventNames() {
  if (!(this._eventsCount > 0)) return [];
  const names = ownKeys(this._events);
  return this[kShapeMode] ? names.filter((name) => this._events[name] !== undefined) : names;
};

// ---- statics ----

module.exports = EventEmitter;

function asyncHelpers() {
  return require('internal/events/async');
}

function addAbortListener(signal, listener) {
  return asyncHelpers().addAbortListener(signal, listener);
}

/** Never throws: a bad argument rejects the promise. */
async function once(emitter, name) {
  return asyncHelpers().once(emitter, name, arguments[2]);
}

function on(emitter, event) {
  return asyncHelpers().on(emitter, event, arguments[2]);
}

function isEventTarget(value) {
  return require('internal/event_target').isEventTarget(value);
}

function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  if (isEventTarget(emitter)) return require('internal/event_target').listenersOf(emitter, type);
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === 'function') return maxListenersOf(emitter);
  if (typeof emitter?.[kMaxEventTargetListeners] === 'number') return emitter[kMaxEventTargetListeners];
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function listenerCount(emitter, type) {
  if (typeof emitter?.listenerCount === 'function') return emitter.listenerCount(type);
  if (isEventTarget(emitter)) return require('internal/event_target').listenersOf(emitter, type).length;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

Object.assign(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol: kRejection,
});

Object.defineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    get() {
      return EventEmitter.prototype[kCapture];
    },
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
    enumerable: true,
  },
  EventEmitterAsyncResource: {
    __proto__: null,
    get: function lazyEventEmitterAsyncResource() {
      return require('internal/events/async_resource').EventEmitterAsyncResource;
    },
    enumerable: true,
    configurable: true,
  },
  errorMonitor: { __proto__: null, value: kErrorMonitor, writable: true, enumerable: true, configurable: true },
  defaultMaxListeners: {
    __proto__: null,
    get() {
      return defaultMaxListeners;
    },
    set(value) {
      validateNumber(value, 'defaultMaxListeners', 0);
      defaultMaxListeners = value;
    },
    enumerable: true,
  },
  kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned },
});

/** Sets the limit of the given emitters and event targets; without any, the default of all. */
EventEmitter.setMaxListeners = function(n = defaultMaxListeners, ...eventTargets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (eventTargets.length === 0) {
    defaultMaxListeners = n;
    return;
  }
  for (const target of eventTargets) {
    if (isEventTarget(target)) {
      target[kMaxEventTargetListeners] = n;
      target[kMaxEventTargetListenersWarned] = false;
    } else if (typeof target?.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else {
      throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  }
};
Object.defineProperty(EventEmitter.setMaxListeners, 'name', { __proto__: null, value: '' });

EventEmitter.init = initEmitter;
Object.defineProperty(initEmitter, 'name', { __proto__: null, value: '' });
