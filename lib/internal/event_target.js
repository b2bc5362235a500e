'use strict';

// EventTarget (https://dom.spec.whatwg.org/#interface-eventtarget) and the hooks that the runtime's own targets use.
// Callers: the globals EventTarget, Event, CustomEvent; AbortSignal, MessagePort, Performance and other web classes.
// Rules:
// - `target[kEvents]` maps a type to an array of listener records; a dispatch walks a snapshot of that array and skips records
//   that have been removed in the meantime;
// - what a listener throws, or its promise rejects with, reaches 'uncaughtException' in a tick of its own;
// - `initEventTarget` makes any object a target, for classes whose objects natives make.

const {
  codes: {
    ERR_EVENT_RECURSION,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_THIS,
    ERR_MISSING_ARGS,
  },
} = require('internal/errors');
const {
  kValidateObjectAllowObjects,
  validateAbortSignal,
  validateObject,
} = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const EventEmitter = require('events');
const { CustomEvent, Event, dispatchState, inspectAs, kTrustEvent } = require('internal/events/event');

const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;

const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kIsEventTarget = Symbol.for('nodejs.event_target');

// Hooks that subclasses override.
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kCreateEvent = Symbol('kCreateEvent');
const kHybridDispatch = Symbol.for('nodejs.internal.kHybridDispatch');

// Options of addEventListener that only the runtime can name.
const kIsNodeStyleListener = Symbol('kIsNodeStyleListener');
const kResistStopPropagation = Symbol('kResistStopPropagation');

function isEventTarget(value) {
  return typeof value === 'object' && value !== null && kEvents in value;
}

function checkTarget(value) {
  if (!isEventTarget(value)) throw new ERR_INVALID_THIS('EventTarget');
}

/** Makes `self` an event target without running the constructor. */
function initEventTarget(self) {
  self[kEvents] = undefined;
  self[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners;
  self[kMaxEventTargetListenersWarned] = false;
  self[kHandlers] = undefined;
}

/** One listener of one type. `listener` is what the caller gave, `callback` what runs. */
class Listener {
  removed = false;

  constructor(listener, options) {
    this.listener = listener;
    this.once = options.once;
    this.capture = options.capture;
    this.passive = options.passive;
    this.isNodeStyle = options.isNodeStyle;
    this.resists = options.resists;
  }

  matches(listener, capture) {
    return this.listener === listener && this.capture === capture;
  }

  run(target, arg) {
    const { listener } = this;
    if (typeof listener === 'function') return listener.call(target, arg);
    return typeof listener.handleEvent === 'function' ? listener.handleEvent(arg) : undefined;
  }
}

const noOptions = {
  once: false, capture: false, passive: false, signal: undefined, isNodeStyle: false, resists: false,
};

function readOptions(options) {
  if (options === undefined || options === null) return noOptions;
  if (typeof options === 'boolean') return options ? { ...noOptions, capture: true } : noOptions;
  validateObject(options, 'options', kValidateObjectAllowObjects);
  return {
    once: !!options.once,
    capture: !!options.capture,
    passive: !!options.passive,
    signal: options.signal,
    isNodeStyle: !!options[kIsNodeStyleListener],
    resists: !!options[kResistStopPropagation],
  };
}

/** @returns {boolean} whether there is something to call; throws for values that are neither callable nor objects */
function checkListener(listener) {
  if (typeof listener === 'function' || (typeof listener === 'object' && listener !== null)) return true;
  if (listener === undefined || listener === null) return false;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

/** WebIDL's conversion to DOMString. */
function typeName(type) {
  if (typeof type === 'symbol') {
    throw require('internal/webidl').makeException('Value is a Symbol and cannot be converted to a string.');
  }
  return `${type}`;
}

function warnNoListener(target, type, listener) {
  const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
  warning.name = 'AddEventListenerArgumentTypeWarning';
  warning.target = target;
  warning.type = type;
  process.emitWarning(warning);
}

function rethrowLater(error) {
  process.nextTick(() => {
    throw error;
  });
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() {
    initEventTarget(this);
  }

  /**
   * @param {string} type
   * @param {Function | { handleEvent: Function } | null} listener
   * @param {boolean | { once?: boolean, capture?: boolean, passive?: boolean, signal?: AbortSignal }} [options]
   */
  addEventListener(type, listener, options = undefined) {
    checkTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const parsed = readOptions(options);
    const { signal } = parsed;
    validateAbortSignal(signal, 'options.signal');
    if (signal?.aborted) return;
    if (!checkListener(listener)) {
      warnNoListener(this, type, listener);
      return;
    }
    type = typeName(type);
    if (signal) {
      // The signal keeps no target alive for its listener's sake.
      const self = new WeakRef(this);
      signal.addEventListener('abort', () => {
        self.deref()?.removeEventListener(type, listener, parsed.capture);
      }, { once: true, [kResistStopPropagation]: true });
    }
    addRecord(this, type, listener, parsed);
  }

  removeEventListener(type, listener, options = undefined) {
    checkTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!checkListener(listener)) return;
    type = typeName(type);
    const capture = typeof options === 'object' ? !!options?.capture : !!options;
    const list = this[kEvents]?.get(type);
    const record = list?.find((one) => one.matches(listener, capture));
    if (record !== undefined) removeRecord(this, type, record);
  }

  dispatchEvent(event) {
    checkTarget(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!dispatchState.isEvent(event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (dispatchState.isDispatching(event)) throw new ERR_EVENT_RECURSION(event.type);
    this[kHybridDispatch](event, event.type, event);
    return !event.defaultPrevented;
  }

  /** Called after a listener was added: `size` listeners of `type` exist now. */
  [kNewListener](size, type, listener) {
    const limit = this[kMaxEventTargetListeners];
    if (limit <= 0 || size <= limit || this[kMaxEventTargetListenersWarned]) return;
    this[kMaxEventTargetListenersWarned] = true;
    const { inspect } = require('internal/util/inspect');
    const warning = new Error(
      `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
      `${inspect(this, { depth: -1 })}. MaxListeners is ${limit}. ` +
      'Use events.setMaxListeners() to increase limit');
    warning.name = 'MaxListenersExceededWarning';
    warning.target = this;
    warning.type = type;
    warning.count = size;
    process.emitWarning(warning);
  }

  /** Called after a listener was removed: `size` listeners of `type` are left. */
  [kRemoveListener](size, type, listener, capture) {}

  /** Dispatches to event listeners and to Node style listeners, which get `nodeValue`; makes the event when needed. */
  [kHybridDispatch](nodeValue, type, event) {
    const list = this[kEvents]?.get(type);
    if (event !== undefined) dispatchState.begin(event, this);
    if (list !== undefined) event = runListeners(this, list.slice(), nodeValue, type, event);
    if (event !== undefined) dispatchState.end(event);
    return undefined;
  }

  [kCreateEvent](type, nodeValue) {
    return new CustomEvent(type, { detail: nodeValue });
  }

  [customInspectSymbol](depth, options) {
    return inspectAs(this, depth, options, {});
  }
}

function addRecord(target, type, listener, options) {
  const table = target[kEvents] ??= new Map();
  let list = table.get(type);
  if (list === undefined) {
    list = [];
    table.set(type, list);
  } else {
    for (const one of list) {
      if (one.matches(listener, options.capture)) return;
    }
  }
  list.push(new Listener(listener, options));
  target[kNewListener](list.length, type, listener, options.once, options.capture, options.passive);
}

function removeRecord(target, type, record) {
  const list = target[kEvents].get(type);
  const at = list === undefined ? -1 : list.indexOf(record);
  if (at < 0) return;
  record.removed = true;
  list.splice(at, 1);
  if (list.length === 0) target[kEvents].delete(type);
  target[kRemoveListener](list.length, type, record.listener, record.capture);
}

/** @returns {Event | undefined} the event, when one was given or a listener needed one */
function runListeners(target, list, nodeValue, type, event) {
  for (const record of list) {
    if (record.removed) continue;
    if (event !== undefined && dispatchState.isStoppedNow(event) && !record.resists) continue;
    if (record.once) removeRecord(target, type, record);
    let arg = nodeValue;
    if (!record.isNodeStyle) {
      if (event === undefined) {
        event = target[kCreateEvent](type, nodeValue);
        dispatchState.begin(event, target);
      }
      arg = event;
      dispatchState.setPassive(event, record.passive);
    }
    runOne(target, record, arg);
    if (arg === event && event !== undefined) dispatchState.setPassive(event, false);
  }
  return event;
}

function runOne(target, record, arg) {
  try {
    const result = record.run(target, arg);
    const then = result === undefined || result === null ? undefined : result.then;
    if (typeof then === 'function') then.call(result, undefined, rethrowLater);
  } catch (error) {
    rethrowLater(error);
  }
}

for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, kEnumerableProperty);
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, {
  __proto__: null, value: 'EventTarget', configurable: true,
});
Object.defineProperty(EventTarget.prototype.addEventListener, 'length', { __proto__: null, value: 2 });

/** @returns {(Function | object)[]} the listeners of `type` in the order of their calls */
function listenersOf(target, type) {
  const list = target[kEvents]?.get(type);
  return list === undefined ? [] : list.map((record) => {
    const { listener } = record;
    return typeof listener === 'function' ? listener.listener ?? listener : listener;
  });
}

module.exports = {
  CustomEvent,
  Event,
  EventTarget,
  initEventTarget,
  checkTarget,
  isEventTarget,
  kCreateEvent,
  kEvents,
  kHandlers,
  kHybridDispatch,
  kIsNodeStyleListener,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  listenersOf,
  get NodeEventTarget() { return require('internal/events/node_event_target').NodeEventTarget; },
  get initNodeEventTarget() { return initEventTarget; },
  get defineEventHandler() { return require('internal/events/event_handler').defineEventHandler; },
};
