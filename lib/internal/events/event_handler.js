'use strict';

// Event handler attributes such as `onabort` (https://html.spec.whatwg.org/#event-handler-idl-attributes).
// Callers: AbortSignal, MessagePort and other web classes, once for each attribute.
// Rule: while a handler is callable it takes one place among the listeners, that of the time it became callable.

const { checkTarget, kHandlers } = require('internal/event_target');

function isCallable(value) {
  return typeof value === 'function';
}

/** The listener behind an attribute; `value` is what the attribute reads as. */
function makeHandler(value) {
  function handler(...args) {
    return Reflect.apply(handler.value, this, args);
  }
  handler.value = value;
  return handler;
}

/**
 * Defines the attribute `on${name}` on `target` (a prototype).
 * @param {object} target
 * @param {string} name
 * @param {string} [event] the event's type when it differs from the name
 */
function defineEventHandler(target, name, event = name) {
  const property = `on${name}`;
  const accessors = {
    get [property]() {
      checkTarget(this);
      return this[kHandlers]?.get(event)?.value ?? null;
    },
    set [property](value) {
      checkTarget(this);
      const handlers = this[kHandlers] ??= new Map();
      let handler = handlers.get(event);
      const wasActive = handler !== undefined && isCallable(handler.value);
      if (wasActive && !isCallable(value)) this.removeEventListener(event, handler);
      if (handler === undefined) {
        handler = makeHandler(value);
        handlers.set(event, handler);
      } else {
        handler.value = value;
      }
      if (!wasActive && isCallable(value)) this.addEventListener(event, handler);
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, property);
  Object.defineProperty(target, property, { __proto__: null, get, set, enumerable: true, configurable: true });
}

module.exports = { defineEventHandler };
