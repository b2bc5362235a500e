'use strict';
// Message ports and structured clones (HTML: channel messaging, structured cloning) on binding('messaging').
// Ports are native objects whose prototype is MessagePort.prototype.

const native = binding('messaging');
const {
  Event, EventTarget, isEventTarget, kCreateEvent, kHybridDispatch, kNewListener, kRemoveListener, initEventTarget,
  NodeEventTarget,
} = require('internal/event_target');
const { defineEventHandler } = require('internal/events/event_handler');
const { codes: {
  ERR_CONSTRUCT_CALL_INVALID, ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS,
} } = require('internal/errors');

const { isPool } = require('internal/buffer');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { cloneError } = require('internal/clone');

// ---- Objects that must stay where they are ----

const untransferable = new WeakSet();

function markAsUntransferable(object) {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function') untransferable.add(object);
}

/** From now on structuredClone() and postMessage() refuse `object`; other values, and buffers, are left as they are. */
function markAsUncloneable(object) {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function') native.markAsUncloneable(object);
}

const isMarkedAsUntransferable = (object) => untransferable.has(object);

// ---- MessagePort ----

let createMessageEvent;
let receivedPorts = [];  // what came with the message that is being delivered

/** A MessageEvent with the fields of `init`; the class is undici's, and comes with the first message. */
function messageEvent(type, init) {
  createMessageEvent ??= require('internal/fetch').createMessageEvent;
  return createMessageEvent(type, init);
}

function MessagePort() {
  throw new ERR_CONSTRUCT_CALL_INVALID();
}
const nativePrototype = native.MessagePort.prototype;
const { postMessage_, start_, close_, ref_, unref_, hasRef_, receive_, drain_, active_, stop_ } = nativePrototype;
for (const name of Object.getOwnPropertyNames(nativePrototype)) delete nativePrototype[name];
MessagePort.prototype = nativePrototype;
Object.setPrototypeOf(nativePrototype, NodeEventTarget.prototype);
Object.setPrototypeOf(MessagePort, NodeEventTarget);

// Errors that Node's natives make have a code's class but words of their own.
function worded(error, message) {
  error.message = message;
  return error;
}

function notIterable(name) {
  return worded(new ERR_INVALID_ARG_TYPE('transferList', 'Array', undefined), `Optional ${name} argument must be an iterable`);
}

function listOf(value, name) {
  if (typeof value?.[Symbol.iterator] !== 'function' || typeof value !== 'object') throw notIterable(name);
  const iterator = value[Symbol.iterator]();
  if (typeof iterator?.next !== 'function') throw notIterable(name);
  return checkTransfer([...value]);
}

/** The transfer list that postMessage takes: an iterable, or { transfer: iterable }. */
function transferList(value) {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') throw notIterable('transferList');
  if (Symbol.iterator in value) return listOf(value, 'transferList');
  return value.transfer === undefined ? [] : listOf(value.transfer, 'options.transfer');
}

/** The transfer list of an option: what is no list counts as none. */
const iterableTransfer = (value) => (typeof value?.[Symbol.iterator] === 'function' ? checkTransfer([...value]) : []);

function checkTransfer(objects) {
  for (const item of objects) {
    if (typeof item !== 'object' || item === null) throw cloneError('Found invalid value in transferList.');
    if (item._handle !== undefined) require('internal/net/transfer');  // gives sockets and servers their way to move
    if (untransferable.has(item) || isPool(item)) throw cloneError('Cannot transfer object of unsupported type.');
  }
  return objects;
}

const contextPorts = () => require('internal/worker/context_port');

// What C++ calls on a port: when it is made, has a message, is closed. Ports of other contexts are no event targets.
native.setPortHooks(function() {
  initEventTarget(this);
}, function(value, ports, type) {
  if (!isEventTarget(this)) {
    contextPorts().deliver(this, value, type, ports);
    return;
  }
  receivedPorts = ports;
  this[kHybridDispatch](value, type, undefined);
}, function() {
  if (!isEventTarget(this)) {
    contextPorts().closed(this);
    return;
  }
  const event = new Event('close');
  this[kHybridDispatch](event, 'close', event);
}, () => contextPorts().contextError());

const isActive = (port) => Reflect.apply(active_, port, []) ?? false;

const portMethods = {
  postMessage(value = undefined, transfer = undefined) {
    if (!native.isPort(this)) throw new TypeError('Illegal invocation');
    if (arguments.length === 0) {
      throw worded(new ERR_MISSING_ARGS('message'), 'Not enough arguments to MessagePort.postMessage');
    }
    const list = transferList(transfer);
    if (!isActive(this)) {
      native.clone(value, list);  // the errors of a value that cannot be sent come in any case
      return undefined;
    }
    const sent = Reflect.apply(postMessage_, this, [value, list]);
    if (sent !== null) return sent;  // what Node's documentation does not mention
    process.emitWarning('The target port was posted to itself, and the communication channel was lost');
    return true;
  },
  start() {
    Reflect.apply(start_, this, []);
  },
  close(callback) {
    if (typeof callback === 'function') {
      if (isEventTarget(this)) this.once('close', callback);
      else contextPorts().onceClosed(this, callback);
    }
    Reflect.apply(close_, this, []);
  },
  ref() {
    Reflect.apply(ref_, this, []);
  },
  unref() {
    Reflect.apply(unref_, this, []);
  },
  hasRef() {
    return Reflect.apply(hasRef_, this, []) ?? false;
  },
  [customInspectSymbol](depth = 0, options = undefined) {
    if (depth < 0) return options.stylize('[MessagePort [EventTarget]]', 'special');
    const { inspect } = require('internal/util/inspect');
    const shown = isActive(this) ? { active: true, refed: this.hasRef() } : { active: false };
    for (const key of Object.keys(this)) shown[key] = this[key];
    return `MessagePort [EventTarget] ${inspect(shown, options)}`;
  },
  [kCreateEvent](type, data) {
    if (type === 'message' || type === 'messageerror') return messageEvent(type, { data, ports: receivedPorts });
    return Reflect.apply(NodeEventTarget.prototype[kCreateEvent], this, [type, data]);
  },
  // Listening for messages starts the port and keeps the program alive; without a listener messages wait.
  [kNewListener](size, type, listener, once, capture, passive) {
    if (type === 'message' && size === 1) {
      this.ref();
      this.start();
    }
    return Reflect.apply(NodeEventTarget.prototype[kNewListener], this, [size, type, listener, once, capture, passive]);
  },
  [kRemoveListener](size, type, listener, capture) {
    if (type === 'message' && size === 0) {
      this.unref();
      Reflect.apply(stop_, this, []);
    }
    return Reflect.apply(NodeEventTarget.prototype[kRemoveListener], this, [size, type, listener, capture]);
  },
};
// In Node's order.
const { postMessage, start, ref, unref, hasRef, close } = portMethods;
const publicMethods = { postMessage, start, ref, unref, hasRef, close };

function definePublic(name, value, enumerable) {
  Object.defineProperty(nativePrototype, name, { __proto__: null, value, enumerable, writable: true, configurable: true });
}
definePublic('postMessage', postMessage, true);
definePublic('start', start, true);
definePublic('constructor', MessagePort, false);
for (const name of ['ref', 'unref', 'hasRef']) definePublic(name, publicMethods[name], true);
defineEventHandler(nativePrototype, 'message');
defineEventHandler(nativePrototype, 'messageerror');
definePublic('close', close, true);
for (const symbol of Object.getOwnPropertySymbols(portMethods)) {
  Object.defineProperty(nativePrototype, symbol, { __proto__: null, value: portMethods[symbol] });
}

// A function, since calling it without `new` has an error of its own.
function MessageChannel() {
  if (new.target === undefined) {
    throw worded(new ERR_CONSTRUCT_CALL_REQUIRED('MessageChannel'), 'Cannot call constructor without `new`');
  }
  const [port1, port2] = native.channel();
  Object.defineProperty(this, 'port1', { __proto__: null, value: port1, writable: true, configurable: true, enumerable: true });
  Object.defineProperty(this, 'port2', { __proto__: null, value: port2, writable: true, configurable: true, enumerable: true });
}

/**
 * worker_threads.receiveMessageOnPort(port)
 * @returns {{message: unknown}|undefined}
 */
function receiveMessageOnPort(port) {
  const target = port instanceof BroadcastChannel ? portOfChannel(port) : port;
  checkPort(target);
  const received = Reflect.apply(receive_, target, []);
  return received === undefined ? undefined : { message: received[0] };
}

function checkPort(value) {
  if (native.isPort(value)) return;
  throw worded(new ERR_INVALID_ARG_TYPE('port', 'MessagePort', value), 'The "port" argument must be a MessagePort instance');
}

/** worker_threads.moveMessagePortToContext(port, contextifiedSandbox): the port that takes its place there. */
function moveMessagePortToContext(port, contextifiedSandbox) {
  checkPort(port);
  const isObject = typeof contextifiedSandbox === 'object' && contextifiedSandbox !== null;
  const moved = isObject ? contextPorts().moveToContext(port, contextifiedSandbox, publicMethods) : undefined;
  if (moved === undefined) {
    throw worded(new ERR_INVALID_ARG_TYPE('contextifiedSandbox', 'Object', contextifiedSandbox), 'Invalid context argument');
  }
  return moved;
}
Object.defineProperty(moveMessagePortToContext, 'length', { __proto__: null, value: 0, configurable: true });

// ---- BroadcastChannel: the channels of one name in all threads of the process ----

class BroadcastChannel extends EventTarget {
  #name;
  #port;

  static portOf(channel) { return channel.#port; }

  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    this.#port = native.broadcast(this.#name);
    for (const type of ['message', 'messageerror']) {
      this.#port.on(type, (data) => this.dispatchEvent(messageEvent(type, { data })));
    }
  }

  static check(self) {
    if (typeof self !== 'object' || self === null || !(#name in self)) throw new ERR_INVALID_THIS('BroadcastChannel');
  }

  get name() {
    checkChannel(this);
    return this.#name;
  }

  close() {
    checkChannel(this);
    if (this.#port === undefined) return;
    Reflect.apply(close_, this.#port, []);
    this.#port = undefined;
  }

  postMessage(message) {
    checkChannel(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (this.#port === undefined) {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    }
    Reflect.apply(postMessage_, this.#port, [message, []]);
  }

  ref() {
    checkChannel(this);
    this.#port?.ref();
    return this;
  }

  unref() {
    checkChannel(this);
    this.#port?.unref();
    return this;
  }

  [customInspectSymbol](depth, options) {
    checkChannel(this);
    if (depth < 0) return 'BroadcastChannel';
    const { inspect } = require('internal/util/inspect');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BroadcastChannel ${inspect({ name: this.#name, active: this.#port !== undefined }, inner)}`;
  }
}
const { check: checkChannel, portOf: portOfChannel } = BroadcastChannel;
delete BroadcastChannel.check;
delete BroadcastChannel.portOf;
for (const name of ['name', 'close', 'postMessage']) {
  Object.defineProperty(BroadcastChannel.prototype, name, kEnumerableProperty);
}
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');

/** A structured clone of `value`; the objects of `list` are moved. */
function clone(value, list) {
  return native.clone(value, checkTransfer(list));
}

/** Delivers at once what waits at `port`. */
const drain = (port) => Reflect.apply(drain_, port, []);

module.exports = {
  BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort, clone, drain, iterableTransfer,
  isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable, moveMessagePortToContext,
};
