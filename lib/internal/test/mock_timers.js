'use strict';
// MockTimers: a clock that tests move by hand. While it is on, the chosen functions are replaced in the global object,
// in node:timers and in node:timers/promises. Caller: MockTracker.timers.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { validateNumber, validateObject, validateAbortSignal } = require('internal/validators');

const APIS = ['setInterval', 'setTimeout', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const DEFAULT_APIS = ['setInterval', 'setTimeout', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const RealDate = Date;

class MockTimers {
  #enabled = false;
  #now = 0;
  #sequence = 0;
  #timers = [];
  #undo = [];

  /** @param {{apis?: string[], now?: number|Date}} [options] */
  enable(options = {}) {
    if (this.#enabled) throw new ERR_INVALID_STATE('MockTimers is already enabled!');
    validateObject(options, 'options');
    const { apis = DEFAULT_APIS, now = 0 } = options;
    if (!Array.isArray(apis)) throw new ERR_INVALID_ARG_VALUE('options.apis', apis, 'must be an array');
    for (const api of apis) {
      if (!APIS.includes(api)) throw new ERR_INVALID_ARG_VALUE('options.apis', api, `option ${api} is not supported`);
    }
    this.#now = checkTime(now instanceof RealDate ? now.getTime() : now);
    this.#enabled = true;
    for (const api of apis) this.#install(api);
  }

  #install(api) {
    const promises = require('timers/promises');
    switch (api) {
      case 'setTimeout':
        this.#replaceTimer('setTimeout', 'clearTimeout', (callback, delay, args) => this.#schedule(callback, clampDelay(delay), args));
        this.#replace(promises, 'setTimeout', (delay, value, options) => this.#promise(clampDelay(delay), value, options));
        break;
      case 'setInterval':
        this.#replaceTimer('setInterval', 'clearInterval',
          (callback, delay, args) => this.#schedule(callback, clampDelay(delay), args, clampDelay(delay)));
        this.#replace(promises, 'setInterval', (delay, value, options) => this.#iterate(clampDelay(delay), value, options));
        break;
      case 'setImmediate':
        // Ahead of every timeout: the delay is before the next millisecond.
        this.#replaceTimer('setImmediate', 'clearImmediate', (callback, ...args) => this.#schedule(callback, -1, args));
        this.#replace(promises, 'setImmediate', (value, options) => this.#promise(-1, value, options));
        break;
      case 'scheduler.wait':
        this.#replace(promises.scheduler, 'wait', (delay, options) => this.#promise(clampDelay(delay), undefined, options));
        break;
      case 'AbortSignal.timeout':
        this.#replace(AbortSignal, 'timeout', (delay) => {
          validateNumber(delay, 'delay', 0, Number.MAX_SAFE_INTEGER);
          const controller = new AbortController();
          this.#schedule(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay, []);
          return controller.signal;
        });
        break;
      default:
        this.#replace(globalThis, 'Date', this.#makeDate());
    }
  }

  #replace(object, name, value) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    this.#undo.push(() => (descriptor === undefined ? delete object[name] : Object.defineProperty(object, name, descriptor)));
    Object.defineProperty(object, name, { __proto__: null, configurable: true, enumerable: descriptor?.enumerable ?? true, writable: true, value });
  }

  #replaceTimer(set, clear, schedule) {
    const mocked = set === 'setImmediate' ? schedule : (callback, delay, ...args) => schedule(callback, delay, args);
    for (const object of [globalThis, require('timers')]) {
      this.#replace(object, set, mocked);
      this.#replace(object, clear, (timer) => this.#cancel(timer));
    }
  }

  #schedule(callback, delay, args, period) {
    const timers = this;
    const timer = {
      id: ++this.#sequence, callback, args, period, dueAt: this.#now + delay, active: true,
      hasRef: () => true,
      ref() { return this; },
      unref() { return this; },
      refresh() {
        this.dueAt = timers.#now + delay;
        return this;
      },
      close() {
        timers.#cancel(this);
        return this;
      },
      [Symbol.toPrimitive]() { return this.id; },
      [Symbol.dispose]() { timers.#cancel(this); },
    };
    this.#timers.push(timer);
    return timer;
  }

  #cancel(timer) {
    const id = typeof timer === 'object' ? timer?.id : Number(timer);
    this.#timers = this.#timers.filter((other) => other.id !== id);
  }

  #promise(delay, value, options = {}) {
    const { signal } = options;
    if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
    const { AbortError } = require('internal/errors');
    return new Promise((resolve, reject) => {
      const abort = () => reject(new AbortError(undefined, { cause: signal.reason }));
      if (signal?.aborted) return abort();
      const timer = this.#schedule(() => resolve(value), delay, []);
      signal?.addEventListener('abort', () => { this.#cancel(timer); abort(); }, { once: true });
    });
  }

  async* #iterate(delay, value, options = {}) {
    const { signal } = options;
    if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
    const { AbortError } = require('internal/errors');
    const aborted = () => new AbortError(undefined, { cause: signal.reason });
    if (signal?.aborted) throw aborted();
    let ticks = 0;
    let wake = null;
    const timer = this.#schedule(() => { ticks++; wake?.(); }, delay, [], delay);
    signal?.addEventListener('abort', () => { this.#cancel(timer); wake?.(); }, { once: true });
    try {
      for (;;) {
        if (ticks === 0 && !signal?.aborted) await new Promise((resolve) => { wake = resolve; });
        if (signal?.aborted) throw aborted();
        ticks--;
        yield value;
      }
    } finally {
      this.#cancel(timer);
    }
  }

  #makeDate() {
    const now = () => this.#now;
    function MockDate(...args) {
      if (new.target === undefined) return new RealDate(now()).toString();
      return args.length === 0 ? Reflect.construct(RealDate, [now()], new.target) : Reflect.construct(RealDate, args, new.target);
    }
    Object.defineProperties(MockDate, Object.getOwnPropertyDescriptors(RealDate));
    Object.defineProperty(MockDate, 'now', { __proto__: null, value: () => this.#now, configurable: true, writable: true });
    Object.defineProperty(MockDate, 'isMock', { __proto__: null, value: true, configurable: true });
    Object.defineProperty(MockDate, 'toString', { __proto__: null, value: () => RealDate.toString(), configurable: true });
    return MockDate;
  }

  /** Moves the clock and calls what is due on the way, in order. @param {number} [time] milliseconds */
  tick(time = 1) {
    this.#checkEnabled();
    checkTime(time);
    this.#runUntil(this.#now + time);
  }

  #runUntil(end) {
    this.#now = end;                // what callbacks see, and what the delays of their own timers start from
    for (;;) {
      const timer = this.#earliest();
      if (timer === undefined || timer.dueAt > end) break;
      if (timer.period === undefined) this.#cancel(timer);
      else timer.dueAt += Math.max(timer.period, 1);
      Reflect.apply(timer.callback, undefined, timer.args);
    }
  }

  #earliest() {
    let first;
    for (const timer of this.#timers) {
      if (first === undefined || timer.dueAt < first.dueAt || (timer.dueAt === first.dueAt && timer.id < first.id)) first = timer;
    }
    return first;
  }

  runAll() {
    this.#checkEnabled();
    const longest = this.#timers.reduce((latest, timer) => Math.max(latest, timer.dueAt), this.#now);
    this.#runUntil(longest);
  }

  setTime(time = 0) {
    validateNumber(time, 'time');
    this.#checkEnabled();
    if (time < this.#now) {
      this.#now = time;
      return;
    }
    this.#runUntil(time);
  }

  reset() {
    if (!this.#enabled) return;
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
    this.#timers = [];
    this.#now = 0;
    this.#enabled = false;
  }

  [Symbol.dispose]() { this.reset(); }

  #checkEnabled() {
    if (!this.#enabled) throw new ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function');
  }
}

function checkTime(time) {
  if (typeof time !== 'number' || !(time >= 0)) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', time);
  return time;
}

function clampDelay(delay) {
  const number = Number(delay);
  return number >= 1 && number <= 2 ** 31 - 1 ? Math.trunc(number) : 1;
}

module.exports = { MockTimers };
