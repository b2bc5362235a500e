'use strict';
// Message ports and structured clones (HTML: channel messaging, structured cloning) on binding('messaging').
// Ports are native objects whose prototype is MessagePort.prototype; C++ calls init_, onmessage_ and onclose_ on them.

const native = binding('messaging');
const {
  Event, kCreateEvent, kHybridDispatch, kNewListener, kRemoveListener, initEventTarget, NodeEventTarget,
} = require('internal/event_target');
const { defineEventHandler } = require('internal/events/event_handler');
const { codes: {
  ERR_CONSTRUCT_CALL_INVALID, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS,
} } = require('internal/errors');

const { isPool } = require('internal/buffer');
const { cloneError } = require('internal/clone');

const kRefed = Symbol('refed');
const kClosed = Symbol('closed');

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

/** A MessageEvent with the fields of `init`; the class is undici's, and comes with the first message. */
function messageEvent(type, init) {
  createMessageEvent ??= require('internal/fetch').createMessageEvent;
  return createMessageEvent(type, init);
}

function MessagePort() {
  throw new ERR_CONSTRUCT_CALL_INVALID();
}
const nativePrototype = native.MessagePort.prototype;
const { postMessage_, start_, close_, ref_, unref_, hasRef_, receive_, drain_ } = nativePrototype;
for (const name of Object.getOwnPropertyNames(nativePrototype)) delete nativePrototype[name];
MessagePort.prototype = nativePrototype;
Object.setPrototypeOf(nativePrototype, NodeEventTarget.prototype);
Object.setPrototypeOf(MessagePort, NodeEventTarget);

/** The transfer list that postMessage and structuredClone take: an iterable, or { transfer: iterable }. */
function transferList(value, name = 'transfer') {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') throw new ERR_INVALID_ARG_TYPE('transferList', 'Array', value);
  let list = value;
  if (typeof value[Symbol.iterator] !== 'function') {
    list = value.transfer;
    if (list === undefined || list === null) return [];
    if (typeof list !== 'object' || typeof list[Symbol.iterator] !== 'function') {
      throw new TypeError('Optional options.transfer argument must be an iterable');
    }
  }
  return checkTransfer([...list]);
}

function checkTransfer(objects) {
  for (const item of objects) {
    if (typeof item !== 'object' || item === null) throw cloneError('Found invalid value in transferList');
    if (untransferable.has(item) || isPool(item)) throw cloneError('An object in the transfer list is marked as untransferable');
  }
  return objects;
}

const portMethods = {
  init_() {
    initEventTarget(this);
    this[kRefed] = false;
    this[kClosed] = false;
  },
  onmessage_(value, ports, type) {
    const event = messageEvent(type, { data: value, ports });
    this[kHybridDispatch](value, type, event);
  },
  onclose_() {
    this[kClosed] = true;
    this[kHybridDispatch](undefined, 'close', new Event('close'));
  },
  postMessage(value, transfer) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    const list = transferList(transfer);
    if (this[kClosed]) {
      native.clone(value, list);  // the errors of a value that cannot be sent come in any case
      return;
    }
    Reflect.apply(postMessage_, this, [value, list]);
  },
  start() {
    Reflect.apply(start_, this, []);
  },
  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    Reflect.apply(close_, this, []);
  },
  ref() {
    if (!this[kClosed]) Reflect.apply(ref_, this, []);
  },
  unref() {
    if (!this[kClosed]) Reflect.apply(unref_, this, []);
  },
  hasRef() {
    return Reflect.apply(hasRef_, this, []) ?? false;
  },
  [kCreateEvent](type, data) {
    return type === 'message' || type === 'messageerror' ? messageEvent(type, { data }) : new Event(type);
  },
  // Listening for messages starts the port and keeps the program alive; no listener lets it go.
  [kNewListener](size, type, listener, once, capture, passive) {
    if (type === 'message' && size === 1) {
      this.ref();
      if (!this[kClosed]) Reflect.apply(start_, this, []);
    }
    return Reflect.apply(NodeEventTarget.prototype[kNewListener], this, [size, type, listener, once, capture, passive]);
  },
  [kRemoveListener](size, type, listener, capture) {
    if (type === 'message' && size === 0) this.unref();
    return Reflect.apply(NodeEventTarget.prototype[kRemoveListener], this, [size, type, listener, capture]);
  },
};
const kPublic = new Set(['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']);
for (const key of Reflect.ownKeys(portMethods)) {
  Object.defineProperty(nativePrototype, key, {
    __proto__: null, value: portMethods[key], writable: true, configurable: true, enumerable: kPublic.has(key),
  });
}
Object.defineProperty(nativePrototype, 'constructor', {
  __proto__: null, value: MessagePort, writable: true, configurable: true, enumerable: false,
});
Object.defineProperty(nativePrototype, Symbol.toStringTag, {
  __proto__: null, value: 'MessagePort', configurable: true,
});
defineEventHandler(nativePrototype, 'message');
defineEventHandler(nativePrototype, 'messageerror');
defineEventHandler(nativePrototype, 'close');

class MessageChannel {
  constructor() {
    const [port1, port2] = native.channel();
    Object.defineProperty(this, 'port1', { __proto__: null, value: port1, writable: true, configurable: true, enumerable: true });
    Object.defineProperty(this, 'port2', { __proto__: null, value: port2, writable: true, configurable: true, enumerable: true });
  }
}

/**
 * worker_threads.receiveMessageOnPort(port)
 * @returns {{message: unknown}|undefined}
 */
function receiveMessageOnPort(port) {
  if (!(port instanceof MessagePort) && !(port instanceof BroadcastChannel)) {
    const error = new TypeError('The "port" argument must be a MessagePort instance');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  const target = port instanceof BroadcastChannel ? BroadcastChannel.portOf(port) : port;
  const received = Reflect.apply(receive_, target, []);
  return received === undefined ? undefined : { message: received[0] };
}

// ---- BroadcastChannel: within this thread ----

const channels = new Map();  // name -> Set of channels

class BroadcastChannel extends NodeEventTarget {
  #name;
  #in;
  #out;

  static portOf(channel) { return channel.#in; }

  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    const { port1, port2 } = new MessageChannel();
    this.#out = port1;
    this.#in = port2;
    port2.on('message', (data) => this.dispatchEvent(messageEvent('message', { data })));
    let peers = channels.get(this.#name);
    if (peers === undefined) channels.set(this.#name, peers = new Set());
    peers.add(this);
  }

  get name() {
    if (!(#name in this)) throw new ERR_INVALID_THIS('BroadcastChannel');
    return this.#name;
  }

  postMessage(message) {
    if (!(#name in this)) throw new ERR_INVALID_THIS('BroadcastChannel');
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (this.#in === undefined) {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    }
    for (const peer of channels.get(this.#name)) if (peer !== this) peer.#out.postMessage(message);
  }

  close() {
    if (!(#name in this)) throw new ERR_INVALID_THIS('BroadcastChannel');
    if (this.#in === undefined) return;
    channels.get(this.#name).delete(this);
    this.#in.close();
    this.#in = this.#out = undefined;
  }

  ref() {
    this.#in?.ref();
    return this;
  }

  unref() {
    this.#in?.unref();
    return this;
  }
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
  BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort, clone, drain,
  isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable,
};
