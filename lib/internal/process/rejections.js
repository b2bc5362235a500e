'use strict';
// Promise rejections that nobody handles (Node's documentation: process, events 'unhandledRejection', 'rejectionHandled',
// 'multipleResolves'; option --unhandled-rejections). V8 tells of each (promiseRejection hook); processRejections() runs
// when tick and microtask queues are empty, so that a handler attached meanwhile is in time.

const { tickFields, setHook, triggerUncaught: triggerUncaughtException } = binding('runtime');
const { captureStorage, exchangeStorage, enter, leave, promiseId, promiseTriggerId } = require('internal/async_context');

const kHasRejection = 1;
// v8::PromiseRejectEvent
const kRejectWithNoHandler = 0;
const kHandlerAddedAfterReject = 1;
const kRejectAfterResolved = 2;
const kResolveAfterResolved = 3;

let lastId = 0;
const pending = new Map();          // promise -> info: rejected, not yet looked at
const warned = new WeakMap();       // promise -> info: reported as unhandled
let handledLater = [];              // reported, and handled since

function setPending() {
  tickFields[kHasRejection] = 1;
}

/** Made when the handler comes, so that its stack shows where. */
function lateWarning(id) {
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${id})`);
  warning.name = 'PromiseRejectionHandledWarning';
  warning.id = id;
  return warning;
}

let warnedOfMultipleResolves = false;
function warnOfMultipleResolves() {
  if (warnedOfMultipleResolves) return;
  warnedOfMultipleResolves = true;
  process.emitWarning('The multipleResolves event has been deprecated.', 'DeprecationWarning', 'DEP0160');
}

function onRejection(type, promise, reason) {
  switch (type) {
    case kRejectWithNoHandler:
      pending.set(promise, { reason, id: ++lastId, storage: captureStorage(), domain: process.domain });
      setPending();
      break;
    case kHandlerAddedAfterReject: {
      if (pending.delete(promise)) break;
      const info = warned.get(promise);
      if (info === undefined) break;
      warned.delete(promise);
      handledLater.push({ promise, warning: lateWarning(info.id) });
      setPending();
      break;
    }
    case kRejectAfterResolved:
    case kResolveAfterResolved:
      if (process.listenerCount?.('multipleResolves') > 0) {
        warnOfMultipleResolves();
        const name = type === kRejectAfterResolved ? 'reject' : 'resolve';
        process.nextTick(() => process.emit('multipleResolves', name, promise, reason));
      }
      break;
  }
}

/** What the first of the two warnings says: the stack of an error, anything else as V8 shows it without running code. */
function describe(reason) {
  try {
    if (typeof reason?.stack === 'string') return reason.stack;
  } catch {
    // The getter of a strange reason threw.
  }
  return binding('util').toDetailString(reason);
}

function warnUnhandled(info) {
  const { reason, id } = info;
  const warning = new Error(
    'Unhandled promise rejection. This error originated either by throwing inside of an async function without a ' +
    'catch block, or by rejecting a promise which was not handled with .catch(). To terminate the node process on ' +
    'unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see ' +
    'https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ' + `(rejection id: ${id})`);
  warning.name = 'UnhandledPromiseRejectionWarning';
  const { isErrorLike } = require('internal/errors');
  if (isErrorLike(reason)) warning.stack = reason.stack;
  process.emitWarning(describe(reason), 'UnhandledPromiseRejectionWarning');
  process.emitWarning(warning);
}

/** What an unhandled rejection throws: the reason itself if it is an error, else an error that tells of it. */
function asError(reason) {
  const { isErrorLike, codes } = require('internal/errors');
  if (isErrorLike(reason)) return reason;
  return new codes.ERR_UNHANDLED_REJECTION(binding('util').toDetailString(reason));
}

/** Tells the domain in which the promise was rejected, else the process. @returns {boolean} whether anybody listened */
function emitUnhandled(promise, { domain, reason }) {
  if (domain && typeof domain.emit === 'function' && !domain._disposed) return domain.emit('error', reason);
  return process.emit('unhandledRejection', reason, promise);
}

const modes = {
  __proto__: null,
  strict(promise, info) {
    triggerUncaughtException(asError(info.reason), true);
    if (!emitUnhandled(promise, info)) warnUnhandled(info);
  },
  throw(promise, info) {
    if (emitUnhandled(promise, info)) return;
    const err = asError(info.reason);
    // An error without a stack of its own is shown with this line, which programs' tests of their output know.
    triggerUncaughtException(err, true /* fromPromise */);
  },
  warn(promise, info) {
    emitUnhandled(promise, info);
    warnUnhandled(info);
  },
  'warn-with-error-code'(promise, info) {
    if (emitUnhandled(promise, info)) return;
    warnUnhandled(info);
    process.exitCode = 1;
  },
  none(promise, info) {
    emitUnhandled(promise, info);
  },
};
modes['warn-with-error-codes'] = modes['warn-with-error-code'];

let mode;

function currentMode() {
  if (mode === undefined) {
    const { getOptionValue } = require('internal/options');
    mode = modes[getOptionValue('--unhandled-rejections') || 'throw'] ?? modes.throw;
  }
  return mode;
}

/** Reports one rejection. What a handler throws goes on to the caller of the queues, as from a tick. */
function reportUnhandled(promise, info) {
  const saved = exchangeStorage(info.storage);
  const asyncId = promiseId(promise);
  const frame = asyncId === undefined ? undefined : enter(asyncId, promiseTriggerId(promise), promise);
  try {
    currentMode()(promise, info);
  } finally {
    if (frame !== undefined) leave(frame);
    exchangeStorage(saved);
  }
}

/** Reports what is unhandled by now. True if anything ran, so that the queues have to be drained again. */
function processRejections() {
  tickFields[kHasRejection] = 0;
  let ran = false;
  while (handledLater.length > 0) {
    const { promise, warning } = handledLater.shift();
    ran = true;
    if (!process.emit('rejectionHandled', promise)) process.emitWarning(warning);
  }
  // Those that come meanwhile wait until the queues are empty again.
  for (let count = pending.size; count > 0 && pending.size > 0; count--) {
    const { 0: promise, 1: info } = pending.entries().next().value;
    pending.delete(promise);
    warned.set(promise, info);
    ran = true;
    // Should a handler throw, the rest has its turn in the next drain.
    if (pending.size > 0) setPending();
    reportUnhandled(promise, info);
  }
  return ran;
}

/**
 * The program's own start (an ES module, --import): what it rejects with is an uncaught error as it is, of which neither
 * 'unhandledRejection' nor --unhandled-rejections hears.
 * @param {Promise<unknown>} start
 */
async function watchStart(start) {
  try {
    await start;
  } catch (error) {
    triggerUncaughtException(error, true);
  }
}

setHook('promiseRejection', onRejection);

module.exports = { processRejections, watchStart };
