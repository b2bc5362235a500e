'use strict';
// The thread on which hooks of module.register() run, as the thread sees it whose modules they customize: requests go over a
// port, and may be waited for without the event loop (Atomics.wait), so that require() and import.meta.resolve() see the
// hooks too. Every thread of the program has its own one, begun by the first register(). The other side: hooks_worker.js.
// Callers: module_api.js (register), esm/loader.js and esm/graph.js through setAsyncHooks().

const { codes: { ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED } } = require('internal/errors');
const { MessageChannel, receiveMessageOnPort } = require('internal/messaging');
const { unpack } = require('internal/worker/error_transfer');

// How long a thread that has died without a word (out of memory, process.reallyExit()) may go unnoticed.
const kCheckEvery = 500;  // ms

class HooksThread {
  #worker;
  #port;
  #answers = new Int32Array(new SharedArrayBuffer(4));  // counts what the thread has sent
  #waiting = new Map();  // id -> { resolve, reject }, of requests that the event loop waits for
  #lastId = 0;

  constructor() {
    const { Worker, kInternal } = require('internal/worker/worker');
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const worker = this.#worker = new Worker(undefined, {
      [kInternal]: { kind: 'hooks', port: port2, answers: this.#answers }, transferList: [port2],
    });
    // What nobody catches there comes with the thread's last answer.
    worker.on('error', () => {});
    worker.unref();
    port1.on('message', (message) => this.#take(message));
    port1.unref();
  }

  #send(method, args, transferList) {
    const id = ++this.#lastId;
    this.#port.postMessage({ id, method, args }, transferList);
    return id;
  }

  /** Waits for the answer; what else arrives meanwhile is taken as usual. */
  waitFor(method, args, transferList = undefined) {
    const { hasEnded } = require('internal/worker/worker');
    const id = this.#send(method, args, transferList);
    for (;;) {
      const seen = Atomics.load(this.#answers, 0);
      const isLast = hasEnded(this.#worker);
      for (let one = receiveMessageOnPort(this.#port); one !== undefined; one = receiveMessageOnPort(this.#port)) {
        const { message } = one;
        if (message.id !== id) {
          this.#take(message);
        } else if (message.neverSettles) {
          throw neverSettles(method, args);
        } else if (message.error !== undefined) {
          throw unpack(message.error);
        } else {
          return message.value;
        }
      }
      if (isLast) throw neverSettles(method, args);
      Atomics.wait(this.#answers, 0, seen, kCheckEvery);
    }
  }

  /** @returns {Promise<unknown>} which stays pending if the hooks never answer */
  ask(method, args) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.#waiting.set(this.#send(method, args, undefined), { resolve, reject });
    this.#port.ref();
    return promise;
  }

  #take({ id, value, error, neverSettles, exitCode }) {
    if (exitCode !== undefined) {
      if (error !== undefined) tellOfFailure(unpack(error));
      process.exit(exitCode);
    }
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#port.unref();
    if (error !== undefined) reject(unpack(error));
    else if (!neverSettles) resolve(value);
  }
}

function neverSettles(method, args) {
  return Object.assign(new ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED(), { details: { method, args } });
}

function tellOfFailure(error) {
  binding('runtime').writeStderr(`${require('internal/util/inspect').inspect(error)}\n`);
}

let thread;

/**
 * module.register(): waits until the hooks' initialize() is done.
 * @param {string} specifier
 * @param {string} parentURL
 * @param {unknown} data for initialize()
 * @param {object[]} [transferList]
 */
function register(specifier, parentURL, data, transferList) {
  thread ??= new HooksThread();
  thread.waitFor('register', [specifier, parentURL, data], transferList);
  require('internal/modules/esm/loader').setAsyncHooks(proxy);
}

// Resolving waits, as in Node; loading does only for callers that cannot be asynchronous.
const proxy = {
  __proto__: null,
  resolve: (specifier, { parentURL, importAttributes }) =>
    thread.waitFor('resolve', [specifier, parentURL, importAttributes]),
  load: (url, { format, importAttributes }) => thread.ask('load', [url, format, importAttributes]),
  loadNow: (url, { format, importAttributes }) => thread.waitFor('load', [url, format, importAttributes]),
};

module.exports = { register };
