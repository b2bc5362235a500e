'use strict';

// The public module `diagnostics_channel`: named channels for messages about the runtime's and libraries' work.
// Callers: http, net, child_process, module and others publish here; tools subscribe.
// Rules:
// - a channel without subscribers and stores is a Channel whose publish does nothing; with the first one its prototype
//   becomes ActiveChannel, with the last one's going Channel again: an idle publish costs an empty call;
// - channels are found by name in a weak registry; an active channel is held until it is idle again;
// - what a subscriber throws goes to 'uncaughtException' in a tick of its own.

const { triggerUncaught } = binding('runtime');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

/** Channels by name: weak, but strong while they are active. */
class Registry {
  #refs = new Map();
  #active = new Set();
  #gone = new FinalizationRegistry((name) => {
    if (this.#refs.get(name)?.deref() === undefined) this.#refs.delete(name);
  });

  get(name) {
    return this.#refs.get(name)?.deref();
  }

  add(name, channel) {
    this.#refs.set(name, new WeakRef(channel));
    this.#gone.register(channel, name);
  }

  hold(channel) {
    this.#active.add(channel);
  }

  release(channel) {
    this.#active.delete(channel);
  }
}

const registry = new Registry();

// As uncaught, with the place where it was thrown.
function throwLater(error) {
  process.nextTick(triggerUncaught, error, false);
}

function activate(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new Map();
  registry.hold(channel);
}

function deactivateIfIdle(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  registry.release(channel);
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

/** The value that a store gets for a message; undefined when the transform fails. */
function storeValue(data, transform) {
  if (transform === undefined) return { ok: true, value: data };
  try {
    return { ok: true, value: transform(data) };
  } catch (error) {
    throwLater(error);
    return { ok: false, value: undefined };
  }
}

class ActiveChannel {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A new array: a publish that is under way goes on over the old one.
    this._subscribers = [...this._subscribers, subscription];
    registry.hold(this);
  }

  unsubscribe(subscription) {
    const at = this._subscribers.indexOf(subscription);
    if (at === -1) return false;
    this._subscribers = this._subscribers.toSpliced(at, 1);
    deactivateIfIdle(this);
    return true;
  }

  bindStore(store, transform) {
    this._stores.set(store, transform);
  }

  unbindStore(store) {
    if (!this._stores.delete(store)) return false;
    deactivateIfIdle(this);
    return true;
  }

  get hasSubscribers() {
    return true;
  }

  publish(data) {
    for (const subscription of this._subscribers ?? []) {
      try {
        subscription(data, this.name);
      } catch (error) {
        throwLater(error);
      }
    }
  }

  /** Publishes, then calls `fn`, both with each bound store holding its value for `data`. */
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores) {
      const next = run;
      run = () => {
        const { ok, value } = storeValue(data, transform);
        return ok ? store.run(value, next) : next();
      };
    }
    return run();
  }
}

class Channel {
  /** @param {string | symbol} name */
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    this._index = undefined;
    registry.add(name, this);
  }

  static [Symbol.hasInstance](instance) {
    const prototype = Object.getPrototypeOf(instance);
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  }

  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    activate(this);
    this.subscribe(subscription);
  }

  unsubscribe() {
    return false;
  }

  bindStore(store, transform) {
    activate(this);
    this.bindStore(store, transform);
  }

  unbindStore() {
    return false;
  }

  get hasSubscribers() {
    return false;
  }

  publish() {}

  runStores(data, fn, thisArg, ...args) {
    return Reflect.apply(fn, thisArg, args);
  }
}

/** @param {string | symbol} name @returns {Channel} the one channel of that name */
function channel(name) {
  const existing = registry.get(name);
  if (existing !== undefined) return existing;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

function subscribe(name, subscription) {
  return channel(name).subscribe(subscription);
}

function unsubscribe(name, subscription) {
  return channel(name).unsubscribe(subscription);
}

function hasSubscribers(name) {
  return registry.get(name)?.hasSubscribers ?? false;
}

const traceEvents = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function tracingChannelFrom(nameOrChannels, event) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${event}`);
  if (typeof nameOrChannels === 'object' && nameOrChannels !== null) {
    const given = nameOrChannels[event];
    if (!(given instanceof Channel)) {
      throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, 'Channel', given);
    }
    return given;
  }
  throw new ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', 'TracingChannel'], nameOrChannels);
}

/** Five channels about one operation: its synchronous part, its asynchronous part, its failure. */
class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of traceEvents) {
      Object.defineProperty(this, event, { __proto__: null, value: tracingChannelFrom(nameOrChannels, event) });
    }
  }

  get hasSubscribers() {
    return traceEvents.some((event) => this[event]?.hasSubscribers);
  }

  subscribe(handlers) {
    for (const event of traceEvents) {
      if (handlers[event]) this[event]?.subscribe(handlers[event]);
    }
  }

  /** @returns {boolean} whether each given handler was subscribed */
  unsubscribe(handlers) {
    let all = true;
    for (const event of traceEvents) {
      if (handlers[event] && !this[event]?.unsubscribe(handlers[event])) all = false;
    }
    return all;
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, error } = this;
    return start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        context.result = result;
        return result;
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;
    const settled = (publish) => {
      publish?.();
      asyncStart.publish(context);
      asyncEnd.publish(context);
    };
    return start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        const promise = result instanceof Promise ? result : Promise.resolve(result);
        return promise.then((value) => {
          context.result = value;
          settled();
          return value;
        }, (err) => {
          context.error = err;
          settled(() => error.publish(context));
          throw err;
        });
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    const traced = function(err, result) {
      if (err) {
        context.error = err;
        error.publish(context);
      } else {
        context.result = result;
      }
      // The stores of asyncStart hold for the callback.
      return asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    };
    args.splice(position, 1, traced);
    return start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }
}

for (const name of ['traceSync', 'tracePromise', 'traceCallback']) {
  Object.defineProperty(TracingChannel.prototype[name], 'length', { __proto__: null, value: 1 });
}

function tracingChannel(nameOrChannels) {
  return new TracingChannel(nameOrChannels);
}

module.exports = { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel };

require('internal/diagnostics').setLoaded(module.exports);
