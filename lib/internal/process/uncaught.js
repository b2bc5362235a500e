'use strict';
// Errors that nobody caught. C++ calls onUncaught() for each (Realm::HandleUncaught): the answer `true` means that the
// program goes on, a number is the exit code with which it ends.

const { abortsOnUncaught, setHook, writeStderr } = binding('runtime');
const { kEnhanceStack } = require('internal/errors');
const { clearFrames, exchangeStorage } = require('internal/async_context');

const kLeastDepth = 5;
let captureCallback = null;

/** Whether what is printed has colors: a terminal's, or those that the program made the default of util.inspect. */
function usesColors(inspect) {
  if (inspect.defaultOptions?.colors) return true;
  if (process.env.FORCE_COLOR === undefined && binding('process').handleType(2) !== 'TTY') return false;
  return require('internal/util/colors').shouldColorize(process.stderr);
}

/** The last that is heard of the error: on stderr, or for a worker at its parent. */
function report(error, arrow, thrownAt) {
  if (require('internal/process/threads').isMainThread()) print(error, arrow, thrownAt);
  else require('internal/worker/child').reportError(error, arrow);
}

function traceHint() {
  const name = require('path').basename(process.argv0 || 'node', '.exe');
  return `(Use \`${name} --trace-uncaught ...\` to show where the exception was thrown)\n`;
}

/** @returns {string|undefined} undefined for an object whose stack cannot even be read */
function shownObject(error) {
  const { inspect } = require('internal/util/inspect');
  try {
    void error.stack;
  } catch {
    return undefined;
  }
  try {
    // The last chance to look at it: deeper than elsewhere, and without code of the program's.
    const depth = Math.max(inspect.defaultOptions.depth, kLeastDepth);
    return inspect(error, { colors: usesColors(inspect), customInspect: false, depth });
  } catch {
    return '<inspection failed>';
  }
}

function shownValue(error) {
  if (typeof error === 'symbol') return '';
  try {
    return String(error);
  } catch {
    return '<toString() threw exception>';
  }
}

/** What Node prints: place with caret, the error by inspect, with --trace-uncaught where it was thrown, the version. */
function print(error, arrow, thrownAt) {
  const place = arrow === undefined ? '' : `${arrow.replace(/\n$/, '')}\n`;
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  const shown = isObject ? shownObject(error) : undefined;
  // The place of an error is a paragraph of its own.
  let text = isObject && Error.isError(error) ? `${place}${place === '' ? '' : '\n'}` : `\n${place}`;
  text += shown === undefined ? `${shownValue(error)}\n${thrownAt ? '' : traceHint()}` : `${shown}\n`;
  if (thrownAt) text += `${thrownAt}\n`;
  if (require('internal/options').getOptionValue('--extra-info-on-fatal-exception')) text += `\nNode.js ${process.version}\n`;
  writeStderr(text);
}

/** An 'error' event that nobody listened to tells where it was emitted. */
function enhanceStack(error) {
  try {
    const stackOf = error?.[kEnhanceStack];
    if (typeof stackOf === 'function') error.stack = stackOf();
  } catch {
    // A strange error is shown as it is.
  }
}

function exitCodeOf(fallback) {
  const { exitCode } = process;
  return exitCode === undefined || exitCode === null ? fallback : Number(exitCode) | 0;
}

/** Whether the program wants diagnostic reports: it has set process.report up, or the command line has. */
function reports() {
  return require('internal/builtins').isLoaded('internal/process/report') ||
    require('internal/options').getOptionValue('--report-uncaught-exception') === true;
}

/** What the program has for an error that nobody caught. @returns {boolean} whether it was anything */
function offer(error, type, domain) {
  if (captureCallback !== null) {
    captureCallback(error);
    return true;
  }
  return domain?._errorHandler?.(error) || process.emit('uncaughtException', error, type);
}

/** @param {boolean|null} fromPromise null: a handler has thrown this; it is shown, and the program ends */
function onUncaught(error, fromPromise, arrow, thrownAt) {
  if (fromPromise === null) {
    report(error, arrow, thrownAt);
    return undefined;
  }
  const type = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  const { domain } = process;
  // --abort-on-uncaught-exception is about the moment of the error: no listener runs, only what captures errors counts.
  const aborts = abortsOnUncaught() && require('internal/process/threads').isMainThread();
  if (aborts && captureCallback === null && !domain?.listenerCount?.('error')) {
    report(error, arrow, thrownAt);
    process.abort();
  }
  process.emit('uncaughtExceptionMonitor', error, type);
  if (!offer(error, type, domain)) {
    let code = 1;
    try {
      if (reports()) require('internal/process/report').onUncaught(error);
    } catch {
      // A report that cannot be made must not hide the error.
    }
    try {
      if (process._exiting) {
        // A worker that was at its end keeps the code it had.
        code = exitCodeOf(require('internal/process/threads').isMainThread() ? 1 : 0);
      } else {
        process._exiting = true;
        process.exitCode = 1;
        process.emit('exit', 1);
        code = exitCodeOf(1);
      }
    } catch {
      // An 'exit' listener that throws changes nothing any more.
    }
    enhanceStack(error);
    try {
      report(error, arrow === undefined ? arrow : require('internal/modules/source_maps').mapArrow(arrow), thrownAt);
    } catch {
      // The inspection itself failed: what V8 can say without running code.
      writeStderr(`${arrow ?? ''}\n${binding('util').toDetailString(error)}\n\nNode.js ${process.version}\n`);
    }
    const { getOptionValue } = require('internal/options');
    if (getOptionValue('--trace-exit')) require('internal/process/exit').traceExit(code, onUncaught);
    return code;
  }
  clearFrames();
  exchangeStorage(undefined);
  // What the throwing callback had queued runs in the next turn, which has to come.
  require('timers').setImmediate(() => {});
  return true;
}

// An error inside a handler has an exit code of its own on the main thread, where C++ reports it; a worker tells its parent.
// The parent is not told where a rejected promise's error came from.
function onUncaughtInWorker(error, fromPromise, arrow, thrownAt) {
  try {
    return onUncaught(error, fromPromise, fromPromise ? undefined : arrow, thrownAt);
  } catch (second) {
    report(second, undefined);
    return 1;
  }
}

const kNoFatalException = 6;  // Node's exit code

/** process._fatalException(error, fromPromise): programs call it, and some replace it. */
function _fatalException(error, fromPromise) {
  return handle(error, fromPromise, undefined) === true;
}

function handle(error, fromPromise, arrow, thrownAt) {
  const { isMainThread } = require('internal/process/threads');
  const end = isMainThread() ? onUncaught : onUncaughtInWorker;
  return end(error, fromPromise, arrow, thrownAt);
}

setHook('uncaught', (error, fromPromise, arrow, thrownAt) => {
  const current = process._fatalException;
  if (current === _fatalException) return handle(error, fromPromise, arrow, thrownAt);
  if (typeof current !== 'function') return kNoFatalException;
  return Reflect.apply(current, process, [error, fromPromise]) ? true : 1;
});

module.exports = {
  _fatalException,
  onUncaught,
  getCaptureCallback: () => captureCallback,
  setCaptureCallback(callback) { captureCallback = callback; },
};
