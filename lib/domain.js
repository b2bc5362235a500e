'use strict';

// The public module `domain` (deprecated): error handling for groups of emitters and asynchronous work.
// Callers: old npm packages. Nothing of it is loaded or hooked before the module is first required.
// Rules:
// - the stack holds the domains that have been entered; `process.domain` and `exports.active` are its top;
// - asynchronous work belongs to the domain that was active when it was made (async_hooks);
// - while some domain on the stack has an 'error' listener, an uncaught exception goes to the active domain first.

const EventEmitter = require('events');
const { createHook } = require('async_hooks');
const {
  codes: {
    ERR_DOMAIN_CALLBACK_NOT_AVAILABLE,
    ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE,
    ERR_UNHANDLED_ERROR,
  },
} = require('internal/errors');
const { deprecate } = require('internal/util');
const { getCaptureCallback, setCaptureCallback } = require('internal/process/uncaught');

// There is one such callback, and the domains need it.
if (getCaptureCallback() !== null) throw new ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();
const loadedAt = new Error('require(`domain`) at this point');
process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback() {
  const error = new ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  error.stack += `\n${'-'.repeat(40)}\n${loadedAt.stack}`;
  throw error;
};

const stack = [];
const domainOf = new Map();  // async id -> domain
let current = null;

Object.defineProperty(process, 'domain', {
  __proto__: null,
  enumerable: true,
  configurable: true,
  get() {
    return current;
  },
  set(value) {
    current = value;
  },
});

function defineHidden(object, name, value) {
  Object.defineProperty(object, name, { __proto__: null, value, writable: true, configurable: true, enumerable: false });
}

/** Marks an error as one that a domain has seen. */
function mark(error, domain, thrown) {
  if ((typeof error !== 'object' && typeof error !== 'function') || error === null) return;
  defineHidden(error, 'domain', domain);
  error.domainThrown = thrown;
}

const hook = createHook({
  init(asyncId, type, triggerAsyncId, resource) {
    if (current === null || current === undefined) return;
    domainOf.set(asyncId, current);
    // Objects of other contexts (node:vm) stay as they are.
    if (resource !== current && resource instanceof Object) {
      defineHidden(resource, 'domain', current);
    }
  },
  before(asyncId) {
    domainOf.get(asyncId)?.enter();
  },
  after(asyncId) {
    domainOf.get(asyncId)?.exit();
  },
  destroy(asyncId) {
    domainOf.delete(asyncId);
  },
});

function setActive(domain) {
  module.exports.active = current = domain;
}

function captureIfHeard() {
  const someoneListens = stack.some((domain) => domain.listenerCount('error') > 0);
  setCaptureCallback(someoneListens ? (error) => current._errorHandler(error) : null);
}

function clearStack() {
  stack.length = 0;
  setActive(null);
  captureIfHeard();
}

// Listeners of 'uncaughtException' run outside of all domains: this one stands before them while there are any.
function domainUncaughtExceptionClear() {
  clearStack();
}

process.on('newListener', (name, listener) => {
  if (name !== 'uncaughtException' || listener === domainUncaughtExceptionClear) return;
  process.removeListener(name, domainUncaughtExceptionClear);
  process.prependListener(name, domainUncaughtExceptionClear);
});

process.on('removeListener', (name, listener) => {
  if (name !== 'uncaughtException' || listener === domainUncaughtExceptionClear) return;
  if (process.listenerCount(name) === 1) process.removeListener(name, domainUncaughtExceptionClear);
});

/** Runs `domain`'s 'error' listeners for an uncaught exception. @returns {boolean} whether there were any */
function emitUncaught(domain, error) {
  if (stack.length === 0) {
    if (domain.listenerCount('error') === 0) return false;
    // What the listener throws is the process's own affair.
    setCaptureCallback(null);
    try {
      return domain.emit('error', error);
    } finally {
      captureIfHeard();
    }
  }
  try {
    return domain.emit('error', error);
  } catch (listenerError) {
    // The next domain outside gets what the listener threw.
    if (stack.length === 0) throw listenerError;
    setActive(stack[stack.length - 1]);
    return current._errorHandler(listenerError);
  }
}

// Not left when `fn` throws: the handler of uncaught errors finds the domain by the stack.
function callInside(domain, fn, receiver, args) {
  domain.enter();
  const result = Reflect.apply(fn, receiver, args);
  domain.exit();
  return result;
}

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
    hook.enable();
    this.on('removeListener', updateExceptionCapture);
    this.on('newListener', updateExceptionCapture);
  }

  _errorHandler(error) {
    if (this.listenerCount('error') > 0) mark(error, this, true);
    while (module.exports.active === this) this.exit();
    const caught = emitUncaught(this, error);
    clearStack();
    return caught;
  }

  enter() {
    setActive(this);
    stack.push(this);
    captureIfHeard();
  }

  exit() {
    const at = stack.lastIndexOf(this);
    if (at === -1) return;
    stack.splice(at);
    setActive(stack.length === 0 ? undefined : stack[stack.length - 1]);
    captureIfHeard();
  }

  add(emitter) {
    if (emitter.domain === this) return;
    if (emitter.domain) emitter.domain.remove(emitter);
    if (this.domain && emitter instanceof Domain) {
      // A circle would pass an error round for ever.
      for (let outer = this.domain; outer; outer = outer.domain) {
        if (emitter === outer) return;
      }
    }
    defineHidden(emitter, 'domain', this);
    this.members.push(emitter);
  }

  remove(emitter) {
    emitter.domain = null;
    const at = this.members.indexOf(emitter);
    if (at !== -1) this.members.splice(at, 1);
  }

  run(fn, ...args) {
    return callInside(this, fn, this, args);
  }

  /** A function that hands an Error argument to the domain and calls `cb` with the rest otherwise. */
  intercept(cb) {
    const self = this;
    return function intercepted(error, ...args) {
      if (error instanceof Error) {
        error.domainBound = cb;
        mark(error, self, false);
        self.emit('error', error);
        return undefined;
      }
      return callInside(self, cb, this, args);
    };
  }

  /** A function that calls `cb` inside the domain. */
  bind(cb) {
    const self = this;
    function runBound(...args) {
      return callInside(self, cb, this, args);
    }
    defineHidden(runBound, 'domain', this);
    return runBound;
  }
}
for (const name of ['_errorHandler', 'enter', 'exit', 'add', 'remove', 'run', 'intercept', 'bind']) {
  Object.defineProperty(Domain.prototype, name, { __proto__: null, enumerable: true });
}

// Node lists the field on the prototype, too.
Domain.prototype.members = undefined;

// The events come before the list has changed.
function updateExceptionCapture(event) {
  if (event === 'error') process.nextTick(captureIfHeard);
  if (event === 'error' && stack.includes(this)) {
    setCaptureCallback((error) => current._errorHandler(error));
  }
}

// ---- emitters ----

EventEmitter.usingDomains = true;

const plainInit = EventEmitter.init;
EventEmitter.init = function(options) {
  const active = module.exports.active;
  defineHidden(this, 'domain', active && !(this instanceof Domain) ? active : null);
  return Reflect.apply(plainInit, this, [options]);
};

const plainEmit = EventEmitter.prototype.emit;
EventEmitter.prototype.emit = function emit(...args) {
  const { domain } = this;
  const type = args[0];
  if (this === process && type === 'beforeExit' && domain) warnOfCallbackIn();
  const hasOwnHandler = type === 'error' && this.listenerCount('error') > 0;
  if (hasOwnHandler || domain === null || domain === undefined || this === process) {
    return Reflect.apply(plainEmit, this, args);
  }
  if (type === 'error') {
    emitErrorToDomain(this, domain, args);
    return false;
  }
  domain.enter();
  const result = Reflect.apply(plainEmit, this, args);
  domain.exit();
  return result;
};
Object.defineProperty(EventEmitter.prototype.emit, 'length', { __proto__: null, value: 1 });

// The program has entered a domain for good: the process's last callbacks run in it.
const warnOfCallbackIn = deprecate(
  () => {}, 'Using a domain property in MakeCallback is deprecated. Use the async_context variant of MakeCallback or the ' +
  'AsyncResource class instead. (Triggered by calling emit on process.)', 'DEP0097');

/** An 'error' without a listener of the emitter's own is the domain's; the listeners run outside of it. */
function emitErrorToDomain(emitter, domain, args) {
  const error = args[1] ? args[1] : new ERR_UNHANDLED_ERROR();
  if (typeof error === 'object') {
    error.domainEmitter = emitter;
    mark(error, domain, false);
  }
  const savedStack = stack.slice();
  const savedActive = current;
  domain.exit();
  if (stack.length === 0) setActive(null);
  try {
    domain.emit('error', error);
  } finally {
    stack.splice(0, stack.length, ...savedStack);
    setActive(savedActive);
    captureIfHeard();
  }
}

function createDomain() {
  return new Domain();
}

module.exports = { _stack: stack, Domain, createDomain, create: createDomain, active: null };
