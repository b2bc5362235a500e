'use strict';

// Event and CustomEvent (https://dom.spec.whatwg.org/#events), without a tree: the path of an event is its one target.
// Callers: internal/event_target.js, which alone drives the dispatch state through `dispatchState`, and subclasses.
// Rule: all state is private, so that neither inspection nor copying shows it.

const { codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');

// Constructor option of events that the runtime itself sends.
const kTrustEvent = Symbol('kTrustEvent');

// Set by the class body: what only the dispatcher may do.
let dispatchState;

function now() {
  const { performance } = globalThis;
  if (performance !== undefined) return performance.now();
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

function inspectAs(self, depth, options, fields) {
  const name = self.constructor.name;
  if (depth < 0) return name;
  const { inspect } = require('internal/util/inspect');
  return `${name} ${inspect(fields, {
    ...options,
    depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth,
  })}`;
}

class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #trusted = false;
  #timeStamp = now();
  #target = null;
  #dispatching = false;
  #passive = false;
  #defaultPrevented = false;
  #stopped = false;
  #stoppedNow = false;

  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;

  static {
    dispatchState = {
      isEvent: (value) => typeof value === 'object' && value !== null && #type in value,
      isDispatching: (event) => event.#dispatching,
      begin(event, target) {
        event.#target = target;
        event.#dispatching = true;
      },
      end(event) {
        event.#dispatching = false;
        event.#stopped = false;
        event.#stoppedNow = false;
      },
      setPassive(event, passive) {
        event.#passive = passive;
      },
      isStoppedNow: (event) => event.#stoppedNow,
    };
  }

  /**
   * @param {string} type
   * @param {{ bubbles?: boolean, cancelable?: boolean, composed?: boolean }} [options]
   */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (options != null) validateObject(options, 'options');
    this.#type = `${type}`;
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
    if (options?.[kTrustEvent]) this.#trusted = true;
  }

  static #check(value) {
    if (!dispatchState.isEvent(value)) throw new ERR_INVALID_THIS('Event');
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    Event.#check(this);
    if (this.#dispatching) return;
    this.#type = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }

  stopImmediatePropagation() {
    Event.#check(this);
    this.#stopped = true;
    this.#stoppedNow = true;
  }

  preventDefault() {
    Event.#check(this);
    if (this.#cancelable && !this.#passive) this.#defaultPrevented = true;
  }

  get target() {
    Event.#check(this);
    return this.#target;
  }

  get currentTarget() {
    Event.#check(this);
    return this.#dispatching ? this.#target : null;
  }

  get srcElement() {
    Event.#check(this);
    return this.#target;
  }

  get type() {
    Event.#check(this);
    return this.#type;
  }

  get cancelable() {
    Event.#check(this);
    return this.#cancelable;
  }

  get defaultPrevented() {
    Event.#check(this);
    return this.#cancelable && this.#defaultPrevented;
  }

  get timeStamp() {
    Event.#check(this);
    return this.#timeStamp;
  }

  composedPath() {
    Event.#check(this);
    return this.#dispatching ? [this.#target] : [];
  }

  get returnValue() {
    Event.#check(this);
    return !this.#cancelable || !this.#defaultPrevented;
  }

  set returnValue(value) {
    Event.#check(this);
    if (!value) this.preventDefault();
  }

  get bubbles() {
    Event.#check(this);
    return this.#bubbles;
  }

  get composed() {
    Event.#check(this);
    return this.#composed;
  }

  get eventPhase() {
    Event.#check(this);
    return this.#dispatching ? Event.AT_TARGET : Event.NONE;
  }

  get cancelBubble() {
    Event.#check(this);
    return this.#stopped;
  }

  set cancelBubble(value) {
    Event.#check(this);
    if (value) this.#stopped = true;
  }

  stopPropagation() {
    Event.#check(this);
    this.#stopped = true;
  }

  get isTrusted() {
    Event.#check(this);
    return this.#trusted;
  }

  [customInspectSymbol](depth, options) {
    Event.#check(this);
    return inspectAs(this, depth, options, {
      type: this.#type,
      defaultPrevented: this.defaultPrevented,
      cancelable: this.#cancelable,
      timeStamp: this.#timeStamp,
    });
  }
}

const enumerableNames = [
  'initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type',
  'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase',
  'cancelBubble', 'stopPropagation',
];
for (const name of enumerableNames) Object.defineProperty(Event.prototype, name, kEnumerableProperty);
// https://dom.spec.whatwg.org/#dom-event-istrusted is [LegacyUnforgeable].
Object.defineProperty(Event.prototype, 'isTrusted', { __proto__: null, enumerable: true, configurable: false });
Object.defineProperty(Event.prototype, Symbol.toStringTag, { __proto__: null, value: 'Event', configurable: true });
for (const name of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE']) {
  Object.defineProperty(Event, name, { __proto__: null, writable: false, configurable: false });
}

class CustomEvent extends Event {
  #detail;

  /**
   * @param {string} type
   * @param {{ bubbles?: boolean, cancelable?: boolean, composed?: boolean, detail?: any }} [options]
   */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (typeof this !== 'object' || this === null || !(#detail in this)) throw new ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}
Object.defineProperty(CustomEvent.prototype, 'detail', kEnumerableProperty);
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, {
  __proto__: null, value: 'CustomEvent', configurable: true,
});

module.exports = { CustomEvent, Event, dispatchState, inspectAs, kTrustEvent };
