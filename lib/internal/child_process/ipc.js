'use strict';
// The IPC channel between a parent and a child that it forked: send(), 'message', disconnect(). The same code serves
// both ends: `target` is the ChildProcess in the parent, `process` in the child. Callers: child.js, lib/child_process.js.
//
// Messages whose `cmd` starts with 'NODE_' are the runtimes' own: they become 'internalMessage'.

const EventEmitter = require('events');
const { codes, errnoException } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { kOnEnd, kOnRead, kSocket } = require('internal/net/handle');
const { describeHandle, giveAway, reviveHandle } = require('internal/child_process/handles');
const { makeCodec } = require('internal/child_process/serialization');

// send() answers false when more than this waits to be written.
const kHighWater = 65536 * 2;

/** process.channel: keeps the process alive while somebody listens for messages. */
class Control extends EventEmitter {
  #handle;
  #references = 0;
  #explicit = false;

  constructor(handle) {
    super();
    this.#handle = handle;
  }

  // One more, or one fewer, listener that needs the channel.
  refCounted() {
    if (++this.#references === 1 && !this.#explicit) this.#handle.ref();
  }
  unrefCounted() {
    if (--this.#references === 0 && !this.#explicit) {
      this.#handle.unref();
      this.emit('unref');
    }
  }
  ref() {
    this.#explicit = true;
    this.#handle.ref();
  }
  unref() {
    this.#explicit = true;
    this.#handle.unref();
  }
  get fd() { return this.#handle.fd; }
}

function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.startsWith('NODE_');
}

function checkMessage(message) {
  if (message === undefined) throw new codes.ERR_MISSING_ARGS('message');
  const type = typeof message;
  if (type !== 'string' && type !== 'object' && type !== 'number' && type !== 'boolean') {
    throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
  }
}

function writeData(handle, data, done) {
  return typeof data === 'string' ? handle.writeUtf8(data, done) : handle.writeBuffer(data, done);
}

class Channel {
  #target;
  #handle;
  #codec;
  #waiting = [];  // messages that came before anybody listened
  #held = null;   // a handle was sent and is not acknowledged: what was sent since, in order

  constructor(target, handle, serialization) {
    this.#target = target;
    this.#handle = handle;
    this.#codec = makeCodec(serialization);
    handle.setOwner(this);
    const status = handle.readStart();
    if (status) throw errnoException(status, 'read');
  }

  [kOnRead](bytes) {
    let messages;
    try {
      messages = this.#codec.decode(bytes);
    } catch (error) {
      // What is no message at all cannot be resynchronised.
      this.#target.emit('error', error);
      return;
    }
    for (const message of messages) {
      if (message?.cmd === 'NODE_HANDLE') this.#receiveHandle(message);
      else if (message?.cmd === 'NODE_HANDLE_ACK') this.#release();
      else this.#receive(message);
    }
  }

  [kOnEnd]() {
    // Nobody is left to acknowledge a handle.
    const held = this.#held ?? [];
    this.#held = null;
    for (const { callback } of held) {
      if (typeof callback === 'function') process.nextTick(callback, new codes.ERR_IPC_CHANNEL_CLOSED());
    }
    this.#close();
  }

  #receiveHandle(message) {
    const native = this.#handle?.acceptPending();
    // Who does not hear it is gone, and does not wait for it.
    if (this.#handle) writeData(this.#handle, this.#codec.encode({ cmd: 'NODE_HANDLE_ACK' }), () => {});
    reviveHandle(message, native, this.#target, (handle) => this.#receive(message.msg, handle));
  }

  #receive(message, handle) {
    const target = this.#target;
    if (!target.channel) return;
    if (isInternal(message)) {
      process.nextTick(() => target.emit('internalMessage', message, handle));
      return;
    }
    if (target.listenerCount('message') === 0 && target === process) {
      this.#waiting.push([message, handle]);
      return;
    }
    process.nextTick(() => target.emit('message', message, handle));
  }

  /** A listener for 'message' was added. */
  deliverWaiting() {
    if (this.#waiting.length === 0) return;
    const messages = this.#waiting;
    this.#waiting = [];
    process.nextTick(() => {
      for (const { 0: message, 1: handle } of messages) this.#target.emit('message', message, handle);
    });
  }

  /**
   * Sends a message, perhaps with a handle. What follows a handle waits until that is acknowledged.
   * @returns {boolean} false: the caller should wait before it sends more
   */
  send(message, sendHandle, options, callback) {
    // A socket that is closed already travels as nothing.
    const described = sendHandle == null ? undefined : describeHandle(sendHandle);
    const item = { message, sendHandle: described?.native ? sendHandle : undefined, described, keepOpen: options?.keepOpen, callback };
    if (this.#held === null) return this.#write(item);
    this.#held.push(item);
    return this.#held.length === 1;
  }

  #release() {
    const held = this.#held ?? [];
    this.#held = null;
    for (const item of held) {
      // A socket that was closed meanwhile travels as nothing.
      if (item.sendHandle?._handle === null) item.sendHandle = undefined;
      if (this.#held === null) this.#write(item);
      else this.#held.push(item);
    }
  }

  #write({ message, sendHandle, described, keepOpen, callback }) {
    const handle = this.#handle;
    const target = this.#target;
    const fail = (error) => {
      if (typeof callback === 'function') process.nextTick(callback, error);
      else process.nextTick(() => target.emit('error', error));
      return false;
    };
    if (!handle) return fail(new codes.ERR_IPC_CHANNEL_CLOSED());
    const done = (status) => {
      if (typeof callback === 'function') callback(status < 0 ? errnoException(status, 'write') : null);
    };
    const status = sendHandle === undefined ? writeData(handle, this.#codec.encode(message), done) :
      this.#writeWithHandle(message, sendHandle, described, keepOpen, done);
    if (status < 0) return fail(errnoException(status, 'write'));
    if (status === 0 && typeof callback === 'function') process.nextTick(callback, null);
    return handle.writeQueueSize < kHighWater;
  }

  #writeWithHandle(message, sendHandle, { native, header }, keepOpen, done) {
    const data = this.#codec.encode({ cmd: 'NODE_HANDLE', ...header, msg: message });
    const movesSocket = header.type === 'net.Socket' && !keepOpen;
    if (header.type === 'net.Socket') {
      // What comes from now on belongs to the receiver.
      native.reading = false;
      native.readStop();
    }
    const status = this.#handle.writeWithHandle(data, native, (result) => {
      if (movesSocket) native.close();
      done(result);
    });
    if (status < 0) return status;
    this.#held = [];
    if (movesSocket) giveAway(sendHandle, this.#target);
    return status;
  }

  #close() {
    const target = this.#target;
    if (!this.#handle) return;
    const handle = this.#handle;
    // The other end of a channel that we close still gets what it has not acknowledged the handle for.
    while (this.#held !== null && this.#held.length > 0) this.#release();
    this.#handle = null;
    target.connected = false;
    target.channel = null;
    if (target === process) target[kChannel] = null;
    handle.readStop();
    // What was sent is written before the channel goes.
    // The event comes in a tick, not with the closing phase: a child's 'exit' in the same turn is later.
    const finish = () => {
      handle.close();
      process.nextTick(() => target.emit('disconnect'));
    };
    if (handle.writeQueueSize === 0 || handle.shutdown(finish) !== 0) finish();
  }

  close() {
    this.#close();
  }
}

const kChannel = Symbol('kChannelHandle');

/**
 * Gives `target` send(), disconnect(), connected and channel.
 * @param {ChildProcess|NodeJS.Process} target
 * @param {object} handle an open Pipe made for IPC
 * @param {'json'|'advanced'} serialization
 * @returns {Control}
 */
function setupChannel(target, handle, serialization) {
  const channel = new Channel(target, handle, serialization);
  const control = new Control(handle);
  target[kChannel] = channel;
  target.channel = control;
  target.connected = true;
  // The name that channel had in old programs.
  Object.defineProperty(target, '_channel', {
    __proto__: null,
    get() { return target.channel; },
    set(value) { target.channel = value; },
    enumerable: false,
    configurable: true,
  });

  target.on('newListener', (event) => {
    if (event === 'message' || event === 'internalMessage') process.nextTick(() => channel.deliverWaiting());
  });

  target.send = function(message, sendHandle, options, callback) {
    if (typeof sendHandle === 'function') {
      callback = sendHandle;
      sendHandle = undefined;
      options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined) {
      validateObject(options, 'options');
    }
    if (target.connected) return target._send(message, sendHandle, options, callback);
    const error = new codes.ERR_IPC_CHANNEL_CLOSED();
    if (typeof callback === 'function') process.nextTick(callback, error);
    else process.nextTick(() => target.emit('error', error));
    return false;
  };
  target._send = function(message, sendHandle, options, callback) {
    checkMessage(message);
    return channel.send(message, sendHandle, options, callback);
  };
  target.disconnect = function() {
    if (!target.connected) {
      target.emit('error', new codes.ERR_IPC_DISCONNECTED());
      return;
    }
    target._disconnect();
  };
  target._disconnect = function() {
    target.connected = false;
    channel.close();
  };
  return control;
}

/** In the child: opens the channel that the parent left in descriptor `fd`. */
function connectToParent(fd, serialization) {
  const { Pipe } = binding('stream');
  const handle = new Pipe(true, kSocket);
  const status = handle.open(fd);
  if (status) throw errnoException(status, 'open');
  handle.unref();
  const control = setupChannel(process, handle, serialization);
  // The channel keeps the process alive only while somebody listens.
  const counts = (event) => event === 'message' || event === 'disconnect';
  process.on('newListener', (event) => { if (counts(event)) control.refCounted(); });
  process.on('removeListener', (event) => { if (counts(event)) control.unrefCounted(); });
}

module.exports = { connectToParent, setupChannel };
