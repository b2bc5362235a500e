'use strict';
// MessagePorts that live in a context of node:vm (worker_threads.moveMessagePortToContext): objects of that context
// without events, whose messages call `onmessage` and `onmessageerror`. Caller: lib/internal/messaging.js.
//
// Such a port is the same native object as others, of that context's prototype. What its methods throw is made anew there,
// so that no object of the realm gets into the context that way.

const native = binding('messaging');
const { codes: { ERR_CONSTRUCT_CALL_INVALID } } = require('internal/errors');
const { DOMException } = require('internal/domexception');

const prepared = new WeakSet();      // prototypes
const closeCallbacks = new WeakMap();  // port -> functions that close() was given

const contextError = () => {
  const { codes: { ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE } } = require('internal/errors');
  return new ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE();
};

/** What an error of the realm says; undefined for what the context threw itself. */
function describe(error) {
  if (error instanceof DOMException) return { isException: true, name: error.name, message: error.message, code: error.code };
  return error instanceof Error ? { message: error.message, code: error.code } : undefined;
}

/**
 * Runs in the context, compiled there; so it uses nothing of this file.
 * @param {object} prototype that of the context's ports
 * @param {object} methods the realm's: name -> function
 * @param {Function} describe
 * @param {object} constants of DOMException
 * @param {Function} illegal throws the error of a constructor that cannot be called
 */
function setUp(prototype, methods, describe, constants, illegal) {
  const define = (object, name, value, enumerable) => {
    Object.defineProperty(object, name, { __proto__: null, value, enumerable, writable: true, configurable: true });
  };
  class DOMException extends Error {
    constructor(message, name, code) {
      super(message);
      define(this, 'name', name, false);
      define(this, 'code', code, false);
    }
  }
  define(DOMException.prototype, Symbol.toStringTag, 'DOMException', false);
  for (const name of Object.keys(constants)) define(DOMException, name, constants[name], true);

  function ownError(error) {
    const said = describe(error);
    if (said === undefined) return error;
    if (said.isException) return new DOMException(said.message, said.name, said.code);
    return Object.assign(new TypeError(said.message), { code: said.code });
  }
  function guarded(method) {
    return function(...args) {
      try {
        return Reflect.apply(method, this, args);
      } catch (error) {
        throw ownError(error);
      }
    };
  }
  for (const name of Object.getOwnPropertyNames(prototype)) delete prototype[name];
  for (const name of Object.keys(methods)) {
    const method = guarded(methods[name]);
    define(method, 'name', name, false);
    define(prototype, name, method, true);
  }
  const MessagePort = guarded(illegal);
  define(MessagePort, 'name', 'MessagePort', false);
  MessagePort.prototype = prototype;
  define(prototype, 'constructor', MessagePort, false);
}

const illegal = () => { throw new ERR_CONSTRUCT_CALL_INVALID(); };

/**
 * @param {object} port
 * @param {object} contextified
 * @param {object} methods of ports: name -> function with the port as `this`
 * @returns {object|undefined} the port that takes its place; undefined when `contextified` is no context
 */
function moveToContext(port, contextified, methods) {
  const moved = native.moveToContext(port, contextified);
  if (moved === undefined) return undefined;
  const prototype = Object.getPrototypeOf(moved);
  if (!prepared.has(prototype)) {
    const { compileFunction } = require('vm');
    const inContext = compileFunction(`return (${setUp})`, [], { parsingContext: contextified })();
    inContext(prototype, methods, describe, { ...DOMException }, illegal);
    prepared.add(prototype);
  }
  return moved;
}

// What handlers get: no Event, only its shape.
class MessageEvent {
  constructor(data, target, type, ports) {
    this.data = data;
    this.target = target;
    this.type = type;
    this.ports = ports;
  }
}

/** Hands a message, or the error of one, to the port's handler. */
function deliver(port, value, type, ports) {
  const handler = port[`on${type}`];
  if (typeof handler === 'function') Reflect.apply(handler, port, [new MessageEvent(value, port, type, ports)]);
}

function onceClosed(port, callback) {
  if (closeCallbacks.has(port)) closeCallbacks.get(port).push(callback);
  else closeCallbacks.set(port, [callback]);
}

function closed(port) {
  for (const callback of closeCallbacks.get(port) ?? []) Reflect.apply(callback, port, []);
}

module.exports = { closed, contextError, deliver, moveToContext, onceClosed };
