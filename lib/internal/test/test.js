'use strict';
// A test, a suite and the root of all: when they run, what makes them fail, when they end.
// Callers: internal/test/declare. What is printed: internal/test/report.
//
//   waiting --run()--> running --finish()--> ended
//
// Rules: `ended` never rejects. Children run in the order of their declaration, `concurrency` at a time. A test ends
// when its function and all of its subtests have ended. An error that nothing catches belongs to the test in whose
// context it was thrown. The report of a child is held back until its parent ends, so that output nests.

const { AsyncLocalStorage } = require('async_hooks');
const { codes: { ERR_TEST_FAILURE } } = require('internal/errors');
const { AbortController } = require('internal/abort_controller');

const storage = new AsyncLocalStorage();
const now = () => Number(process.hrtime.bigint()) / 1e6;

class Test {
  kind = 'test';
  status = 'waiting';
  error = null;
  diagnostics = [];
  children = [];
  hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  milliseconds = 0;
  expected = null;      // by plan()
  asserted = 0;
  #active = 0;
  #next = 0;
  #idle = null;         // resolves when no child is left
  #beforeDone = null;
  #interrupt = null;

  constructor({ name, fn, options, parent, site }) {
    this.name = name;
    this.fn = fn;
    this.options = options;
    this.parent = parent;
    this.site = site;
    this.skip = options.skip ?? (parent?.skip ? parent.skip : undefined);
    this.todo = options.todo ?? parent?.todo;
    this.ended = new Promise((resolve) => { this.settle = resolve; });
    this.controller = new AbortController();
    if (options.plan !== undefined) this.expected = { count: options.plan };
    this.tags = Object.freeze([...new Set([...parent?.tags ?? [], ...(options.tags ?? []).map((tag) => tag.toLowerCase())])]);
  }

  get fullName() {
    return this.parent?.parent ? `${this.parent.fullName} > ${this.name}` : this.name;
  }

  get context() {
    return this.#context ??= new (require('internal/test/context').TestContext)(this);
  }
  #context;

  get capacity() {
    const { concurrency } = this.options;
    if (concurrency === true) return this.kind === 'suite' ? Infinity : Math.max(require('os').availableParallelism() - 1, 1);
    return typeof concurrency === 'number' ? concurrency : 1;
  }

  add(child) {
    this.children.push(child);
    this.advance();
  }

  /** Starts children as long as there is room. A suite's children wait for its own turn. */
  advance() {
    if (this.status !== 'running') return;
    while (this.#active < this.capacity && this.#next < this.children.length) {
      const child = this.children[this.#next++];
      this.#active++;
      storage.run(child, () => child.run()).then(() => {
        this.#active--;
        this.advance();
      });
    }
    if (this.#active === 0 && this.#next === this.children.length) this.#idle?.resolve();
  }

  childrenEnded() {
    if (this.#active === 0 && this.#next === this.children.length) return undefined;
    this.#idle = Promise.withResolvers();
    return this.#idle.promise;
  }

  /** The before hooks of this test, once, ahead of its first child. */
  before() {
    return this.#beforeDone ??= this.runHooks('before', this.context);
  }

  async runHooks(kind, context) {
    for (const { fn, options } of this.hooks[kind]) {
      try {
        await this.limited(() => call(fn, context), options.timeout, 'hook');
      } catch (error) {
        throw new ERR_TEST_FAILURE(error, 'hookFailed');
      }
    }
  }

  async run() {
    this.status = 'running';
    const started = now();
    this.advance();
    try {
      if (this.skip === undefined || this.skip === false) await this.runBody();
    } catch (error) {
      this.fail(error);
    }
    this.milliseconds = now() - started;
    this.finish();
  }

  async runBody() {
    await this.parent.before();
    try {
      await this.eachHooks('beforeEach');
      await this.limited(() => this.invoke(), this.options.timeout, 'test');
      await this.childrenEnded();
      await this.expected?.reached;
      this.checkOutcome();
    } catch (error) {
      this.fail(error);
    }
    await this.childrenEnded();
    await this.eachHooks('afterEach');
    await this.runHooks('after', this.context);
    this.context.mockTracker?.restoreAll();
  }

  invoke() {
    if (this.options.signal?.aborted) throw this.options.signal.reason;
    return call(this.fn, this.context, this.context);
  }

  /** beforeEach outermost first, afterEach innermost first; a suite has none run around itself. */
  async eachHooks(kind) {
    const chain = [];
    for (let level = this.parent; level !== null; level = level.parent) chain.push(level);
    if (kind === 'beforeEach') chain.reverse();
    for (const level of chain) await level.runHooks(kind, this.context);
  }

  checkOutcome() {
    if (this.expected !== null && this.asserted !== this.expected.count) {
      throw new ERR_TEST_FAILURE(`plan expected ${this.expected.count} assertions but received ${this.asserted}`, 'testCodeFailure');
    }
    const failed = this.children.filter((child) => child.counts).length;
    if (failed > 0) throw new ERR_TEST_FAILURE(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed');
  }

  /** Runs `body` until it ends, the time is up, a signal aborts, or an uncaught error is laid at this test's door. */
  async limited(body, timeout, what) {
    const interrupt = Promise.withResolvers();
    interrupt.promise.catch(() => {});
    this.#interrupt = interrupt.reject;
    let timer;
    if (timeout !== undefined && timeout !== null && timeout !== Infinity) {
      timer = setTimeout(() => {
        this.cancelled = true;
        interrupt.reject(new ERR_TEST_FAILURE(`${what} timed out after ${timeout}ms`, 'testTimeoutFailure'));
      }, timeout);
      timer.unref();
    }
    const onAbort = () => {
      this.cancelled = true;
      interrupt.reject(this.options.signal.reason);
    };
    this.options.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([body(), interrupt.promise]);
    } finally {
      this.#interrupt = null;
      clearTimeout(timer);
      this.options.signal?.removeEventListener('abort', onAbort);
    }
  }

  /** An error that nothing caught. */
  onUncaught(error) {
    if (this.#interrupt !== null) return this.#interrupt(error);
    this.fail(error);
  }

  fail(error) {
    if (this.error !== null) return;
    this.error = error instanceof ERR_TEST_FAILURE ? error : new ERR_TEST_FAILURE(error, 'testCodeFailure');
  }

  /** Whether the failure counts against the parent. */
  get counts() {
    return this.error !== null && (this.todo === undefined || this.todo === false);
  }

  finish() {
    if (this.status === 'ended') return;
    this.status = 'ended';
    this.turnAround();
    this.controller.abort();
    if (this.parent === root) require('internal/test/report').printTest(this);
    this.settle();
  }

  /** expectFailure: what failed has passed, what passed has failed. */
  turnAround() {
    const wanted = this.options.expectFailure;
    if (!wanted || this.skip || this.todo) return;
    if (this.error === null) {
      this.fail(new ERR_TEST_FAILURE('test was expected to fail but passed', 'expectedFailure'));
      return;
    }
    const matcher = wanted?.match ?? (typeof wanted === 'string' || wanted === true ? undefined : wanted);
    if (matcher === undefined || wanted.label !== undefined && wanted.match === undefined) {
      this.error = null;
      return;
    }
    const { cause } = this.error;
    this.error = null;
    try {
      require('assert').throws(() => { throw cause; }, matcher);
    } catch (error) {
      this.fail(error);
    }
  }

  cancel() {
    this.cancelled = true;
    for (const child of this.children) if (child.status !== 'ended') child.cancel();
    this.fail(new ERR_TEST_FAILURE('Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent'));
    this.finish();
  }
}

class Suite extends Test {
  kind = 'suite';
  #collected;

  get context() {
    return this.#context ??= new (require('internal/test/context').SuiteContext)(this);
  }
  #context;

  /** Calls the suite's function at once: it declares the tests, which run when the suite's turn has come. */
  collect() {
    if (this.skip !== undefined && this.skip !== false) return;
    try {
      this.#collected = storage.run(this, () => this.fn.call(this.context, this.context));
      if (typeof this.#collected?.then === 'function') this.#collected.then(undefined, () => {});
    } catch (error) {
      this.fail(error);
    }
  }

  async runBody() {
    await this.parent.before();
    try {
      await this.#collected;
      await this.before();
    } catch (error) {
      this.fail(error);
    }
    this.ready = true;
    this.advance();
    await this.childrenEnded();
    await this.runHooks('after', this.context);
    this.checkOutcome();
  }

  advance() {
    if (this.ready) super.advance();
  }

  async eachHooks() {}
}

/** Calls back-style functions take `done` as the parameter behind the context's. */
function call(fn, self, context) {
  const takesDone = fn.length === (context === undefined ? 1 : 2) && context !== undefined;
  if (!takesDone) return fn.call(self, context ?? self, hookDone);
  return new Promise((resolve, reject) => {
    let called = false;
    const result = fn.call(self, context, (error) => {
      if (called) return reject(new ERR_TEST_FAILURE('callback invoked multiple times', 'multipleCallbackInvocations'));
      called = true;
      if (error) reject(error);
      else resolve();
    });
    if (typeof result?.then === 'function') {
      reject(new ERR_TEST_FAILURE('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
    }
  });
}

const hookDone = () => {};

class Root extends Test {
  kind = 'root';
  #started = false;
  #closing = null;

  constructor() {
    super({ name: '<root>', fn() {}, options: {}, parent: null, site: null });
    this.startTime = now();
  }

  add(child) {
    super.add(child);
    if (this.#started) return;
    this.#started = true;
    this.#listen();
    // The declarations of the main module come first.
    setImmediate(() => {
      this.status = 'running';
      this.advance();
    });
  }

  #listen() {
    process.on('uncaughtException', (error, origin) => this.#onUncaught(error, origin));
    process.on('unhandledRejection', (error) => this.#onUncaught(error, 'unhandledRejection'));
    process.on('beforeExit', () => this.#close());
    process.on('exit', () => this.#report());
  }

  #onUncaught(error, origin) {
    const test = storage.getStore();
    if (test !== undefined && test.status === 'running') return test.onUncaught(error);
    const what = test === undefined ? 'Error' : `Warning: Test "${test.name}"`;
    this.diagnostics.push(test === undefined ? `${what}: ${error?.stack ?? error}` :
      `${what} generated asynchronous activity after the test ended. This activity created the error "${error}" and would ` +
      `have caused the test to fail, but instead triggered an ${origin} event.`);
    process.exitCode = 1;
  }

  /** Nothing is left to do: what has not ended never will. */
  #close() {
    if (this.#closing !== null) return;
    for (const child of this.children) if (child.status !== 'ended') child.cancel();
    this.#closing = this.runHooks('after', this.context).catch((error) => this.fail(error)).then(() => this.#report());
  }

  #report() {
    if (this.status === 'ended') return;
    for (const child of this.children) if (child.status !== 'ended') child.cancel();
    this.status = 'ended';
    this.milliseconds = now() - this.startTime;
    if (this.children.some((child) => child.counts) || this.error !== null) process.exitCode = 1;
    require('internal/test/report').printSummary(this);
  }
}

const root = new Root();

/** The test, suite or root in whose context the caller runs. */
function current() {
  const test = storage.getStore();
  return test === undefined || test.status === 'ended' ? root : test;
}

module.exports = { Test, Suite, current, root };
