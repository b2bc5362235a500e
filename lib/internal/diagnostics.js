'use strict';
// The channels on which the runtime itself publishes (Node's documentation: Diagnostics Channel, Built-in Channels).
// Callers: http, net, child_process, the module loaders.
// Rule: until a program loads node:diagnostics_channel nobody can have subscribed, so that asking costs one comparison;
// a caller asks `hasSubscribers` before it makes a message.

let loaded;  // the exports of node:diagnostics_channel, which sets them when it is loaded

class BuiltinChannel {
  #name;
  #channel;

  constructor(name) {
    this.#name = name;
  }

  get hasSubscribers() {
    if (loaded === undefined) return false;
    return (this.#channel ??= loaded.channel(this.#name)).hasSubscribers;
  }

  publish(message) {
    this.#channel.publish(message);
  }
}

class BuiltinTracing {
  #name;
  #tracing;

  constructor(name) {
    this.#name = name;
  }

  get hasSubscribers() {
    if (loaded === undefined) return false;
    return (this.#tracing ??= loaded.tracingChannel(this.#name)).hasSubscribers;
  }

  /** The TracingChannel; only after hasSubscribers. */
  get channels() {
    return this.#tracing;
  }
}

/** @param {string} name @returns {BuiltinChannel} */
const builtinChannel = (name) => new BuiltinChannel(name);
/** @param {string} name @returns {BuiltinTracing} */
const builtinTracing = (name) => new BuiltinTracing(name);

function setLoaded(exports) {
  loaded = exports;
}

module.exports = { builtinChannel, builtinTracing, setLoaded };
