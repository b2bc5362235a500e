'use strict';

// NodeEventTarget: an EventTarget that also speaks the EventEmitter's language (MessagePort is one).
// Callers: internal/event_target.js exports it; the worker modules subclass it.
// Rule: a listener added by `on` gets the plain value, one added by `addEventListener` gets an Event.

const {
  EventTarget,
  isEventTarget,
  kEvents,
  kHybridDispatch,
  kIsNodeStyleListener,
  listenersOf,
} = require('internal/event_target');
const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { kEnumerableProperty } = require('internal/util');
const { validateString } = require('internal/validators');
const EventEmitter = require('events');

function check(value) {
  if (!isEventTarget(value) || !(value instanceof NodeEventTarget)) throw new ERR_INVALID_THIS('NodeEventTarget');
}

class NodeEventTarget extends EventTarget {
  setMaxListeners(n) {
    check(this);
    EventEmitter.setMaxListeners(n, this);
  }

  getMaxListeners() {
    check(this);
    return this[EventEmitter.kMaxEventTargetListeners];
  }

  eventNames() {
    check(this);
    return this[kEvents] === undefined ? [] : [...this[kEvents].keys()];
  }

  listenerCount(type) {
    check(this);
    return listenersOf(this, String(type)).length;
  }

  off(type, listener, options) {
    check(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    check(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  on(type, listener) {
    check(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  addListener(type, listener) {
    check(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  emit(type, arg) {
    check(this);
    validateString(type, 'type');
    const hadListeners = this.listenerCount(type) > 0;
    this[kHybridDispatch](arg, type);
    return hadListeners;
  }

  once(type, listener) {
    check(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }

  removeAllListeners(type) {
    check(this);
    if (type === undefined) this[kEvents]?.clear();
    else this[kEvents]?.delete(String(type));
    return this;
  }
}

const names = ['setMaxListeners', 'getMaxListeners', 'eventNames', 'listenerCount', 'off', 'removeListener', 'on',
               'addListener', 'emit', 'once', 'removeAllListeners'];
for (const name of names) Object.defineProperty(NodeEventTarget.prototype, name, kEnumerableProperty);

module.exports = { NodeEventTarget };
