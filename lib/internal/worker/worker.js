'use strict';
// worker_threads.Worker: a thread as its parent sees it, on binding('worker'). Two channels lead to the thread: the public
// one (postMessage) and the control port (lib/internal/worker/child.js: online, error, standard streams). What a worker
// starts with travels as one message that the thread takes before it runs anything.

const EventEmitter = require('events');
const path = require('path');
const native = binding('worker');
const { MessageChannel, drain, iterableTransfer } = require('internal/messaging');
const { builtinChannel } = require('internal/diagnostics');
const { openMailbox } = require('internal/worker/mail');
const { LIMIT_NAMES, limitsObject, state } = require('internal/worker/state');
const { PortReadable, PortWritable } = require('internal/worker/stdio');
const { codes } = require('internal/errors');
const { validateArray, validateNumber, validateObject, validateString } = require('internal/validators');

const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');
const DEFAULT_NAME = 'WorkerThread';
// The option that starts a thread of the runtime's own, with the entry as its value; the program is not told of it.
const kInternal = Symbol('internal thread');
const createdChannel = builtinChannel('worker_threads');

/** What runs: { kind: 'file' | 'eval' | 'url', source } */
function entryOf(filename, options) {
  if (options.eval) {
    if (typeof filename !== 'string') {
      throw new codes.ERR_INVALID_ARG_VALUE('options.eval', options.eval, "must be false when 'filename' is not a string");
    }
    return { kind: 'eval', source: filename };
  }
  const { fileURLToPath, isURL } = require('internal/url');
  if (isURL(filename)) {
    if (filename.protocol === 'data:') return { kind: 'url', source: filename.href };
    return { kind: 'file', source: fileURLToPath(filename) };
  }
  if (typeof filename !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename);
  if (!path.isAbsolute(filename) && !/^\.\.?[\\/]/.test(filename)) throw new codes.ERR_WORKER_PATH(filename);
  return { kind: 'file', source: path.resolve(filename) };
}

/** What the native takes: undefined for a copy, true for the parent's own, or names and values. */
function environmentOf(env) {
  if (env === SHARE_ENV) return true;
  if (env === undefined || env === null || env === process.env) return undefined;
  if (typeof env !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE(
      'options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env);
  }
  const flat = [];
  for (const name of Object.keys(env)) flat.push(name, `${env[name]}`);
  return flat;
}

const MIN_OLD_GENERATION_MB = 2;

function limitsOf(limits) {
  return LIMIT_NAMES.map((name) => {
    const limit = limits?.[name];
    if (typeof limit !== 'number') return -1;
    return name === 'maxOldGenerationSizeMb' ? Math.max(limit, MIN_OLD_GENERATION_MB) : limit;
  });
}

let hasEnded;

class Worker extends EventEmitter {
  #handle;
  #public;
  #control;
  #name;
  #streams;
  #loopStart = -1;

  static {
    /** Whether the thread has run to its end, also before the event loop tells of it. */
    hasEnded = (worker) => worker.#handle === undefined || worker.#handle.hasEnded();
  }

  constructor(filename, options = {}) {
    super();
    // The new thread may write to this one.
    openMailbox();
    if (options.execArgv) validateArray(options.execArgv, 'options.execArgv');
    if (options.argv) validateArray(options.argv, 'options.argv');
    const entry = options[kInternal] ?? entryOf(filename, options);
    const environment = environmentOf(options.env);
    if (options.name) validateString(options.name, 'options.name');
    this.#name = options.name ? options.name.replaceAll('\0', '') : DEFAULT_NAME;
    this.#handle = new native.Worker(options.execArgv ? options.execArgv.map(String) : undefined, environment,
                                     limitsOf(options.resourceLimits), this.#name, Boolean(options.trackUnmanagedFds ?? true));
    this.#start(entry, options);
    this.performance = { eventLoopUtilization: this.#utilization.bind(this) };
    if (options[kInternal] !== undefined) return;
    process.nextTick(() => process.emit('worker', this));
    if (createdChannel.hasSubscribers) createdChannel.publish({ worker: this });
  }

  #start(entry, options) {
    // The thread's resource is made before those of its ports.
    this.#handle.begin((code, errorCode, errorMessage) => this.#onExit(code, errorCode, errorMessage));
    const control = new MessageChannel();
    const channel = new MessageChannel();
    this.#control = control.port1;
    this.#public = channel.port1;
    const stdin = Boolean(options.stdin);
    this.#handle.start({
      entry,
      argv: options.argv ? options.argv.map(String) : [],
      name: this.#name,
      stdin,
      workerData: options.workerData,
      environmentData: state.environmentData,
      control: control.port2,
      public: channel.port2,
    }, [control.port2, channel.port2, ...iterableTransfer(options.transferList)]);
    this.#control.on('message', (message) => this.#onControl(message));
    this.#control.unref();
    for (const type of ['message', 'messageerror']) this.#public.on(type, (value) => this.emit(type, value));
    // The handle keeps the parent alive.
    this.#public.unref();
    this.#streams = {
      __proto__: null,
      stdin: stdin ? new PortWritable(this.#control, 'stdin', () => {}) : null,
      stdout: new PortReadable(this.#control, 'stdout'),
      stderr: new PortReadable(this.#control, 'stderr'),
    };
    // No pipe(): every worker would add listeners to the parent's streams.
    for (const name of ['stdout', 'stderr']) {
      if (!options[name]) this.#streams[name].on('data', (chunk) => process[name].write(chunk));
    }
  }

  #onControl(message) {
    switch (message.type) {
      case 'online':
        this.emit('online');
        break;
      case 'error':
        this.emit('error', message.error === undefined ? new codes.ERR_WORKER_UNSERIALIZABLE_ERROR() :
          require('internal/worker/error_transfer').unpack(message.error));
        break;
      case 'chunks':
        this.#streams[message.stream].take(message.chunks);
        break;
      case 'end':
        this.#streams[message.stream].end();
        break;
      case 'more':
        this.#streams.stdin?.more();
        break;
    }
  }

  // The thread is gone; what it sent before comes first.
  #onExit(code, errorCode, errorMessage) {
    drain(this.#public);
    drain(this.#control);
    for (const port of [this.#public, this.#control]) {
      port.unref();  // while it closes it keeps nothing alive
      port.close();
    }
    this.#streams.stdout.end();
    this.#streams.stderr.end();
    if (this.#streams.stdin !== null && !this.#streams.stdin.destroyed) this.#streams.stdin.destroy();
    this.#handle = undefined;
    this.#public = this.#control = undefined;
    if (errorCode !== undefined) this.emit('error', new codes[errorCode](errorMessage));
    this.emit('exit', code);
  }

  postMessage(...args) {
    if (this.#public !== undefined) Reflect.apply(this.#public.postMessage, this.#public, args);
  }

  /** @returns {Promise<number|undefined>} the exit code; undefined when the thread is gone already */
  terminate(callback) {
    this.ref();
    if (typeof callback === 'function') {
      process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.',
                          'DeprecationWarning', 'DEP0132');
      if (this.#handle === undefined) return Promise.resolve();
      this.once('exit', (exitCode) => callback(null, exitCode));
    }
    if (this.#handle === undefined) return Promise.resolve();
    this.#handle.stop();
    return new Promise((resolve) => { this.once('exit', resolve); });
  }

  async [Symbol.asyncDispose]() {
    await this.terminate();
  }

  ref() {
    this.#handle?.ref();
    this.#public?.ref();
  }

  unref() {
    this.#handle?.unref();
    this.#public?.unref();
  }

  get threadId() {
    return this.#handle === undefined ? -1 : this.#handle.threadId();
  }

  get threadName() {
    return this.#handle === undefined ? null : this.#name;
  }

  get stdin() { return this.#streams.stdin; }
  get stdout() { return this.#streams.stdout; }
  get stderr() { return this.#streams.stderr; }

  get resourceLimits() {
    return this.#handle === undefined ? {} : limitsObject(this.#handle.limits());
  }

  /** Asks the thread in the middle of its work. */
  #ask(method, ...args) {
    const { promise, resolve, reject } = Promise.withResolvers();
    if (this.#handle === undefined) {
      reject(new codes.ERR_WORKER_NOT_RUNNING());
    } else {
      this.#handle[method](...args, (error, answer) => {
        if (error) reject(error);
        else resolve(answer);
      });
    }
    return promise;
  }

  /** @returns {Promise<import('stream').Readable>} the thread's heap as V8's JSON */
  getHeapSnapshot(options) {
    const { snapshotOptions } = require('internal/v8/heap_numbers');
    const { 0: internals, 1: numbers } = snapshotOptions(options);
    const { Buffer } = require('buffer');
    return this.#ask('heapSnapshot', internals, numbers).then((bytes) => (
      require('stream').Readable.from([Buffer.from(bytes.buffer)], { objectMode: false })));
  }

  async getHeapStatistics() {
    return require('internal/v8/heap_numbers').heapStatistics(await this.#ask('heapStatistics'));
  }

  cpuUsage(previous) {
    if (previous) {
      validateObject(previous, 'prev');
      for (const field of ['user', 'system']) validateNumber(previous[field], `prev.${field}`, 0, Number.MAX_SAFE_INTEGER);
    }
    return this.#ask('cpuUsage').then(({ 0: user, 1: system }) => (
      previous ? { user: user - previous.user, system: system - previous.system } : { user, system }));
  }

  /** @returns {Promise<{stop: () => Promise<string>}>} */
  async startCpuProfile() {
    await this.#ask('cpuProfile', true);
    let stopped;
    const stop = () => (stopped ??= this.#ask('cpuProfile', false).then((bytes) => (
      require('buffer').Buffer.from(bytes.buffer).toString())));
    return { stop, [Symbol.asyncDispose]: async () => { await stop(); } };
  }

  startHeapProfile() {
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('worker.startHeapProfile()');
  }

  #utilization(first, second) {
    if (this.#handle === undefined) return { idle: 0, active: 0, utilization: 0 };
    const { 0: idle, 1: began } = this.#handle.loopTimes();
    if (this.#loopStart < 0) this.#loopStart = began;
    return require('internal/perf/utilization').utilizationSince(this.#loopStart, idle, first, second);
  }
}

module.exports = { SHARE_ENV, Worker, hasEnded, kInternal };
