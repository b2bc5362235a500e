'use strict';
// The class Console and what all consoles do: format, indent, write, ignore write errors.
// Callers: internal/console/global, user code through console.Console. The methods stand in internal/console/methods.
// Rules: methods are own bound properties of an instance; streams of the global console are touched at the first write.

const { codes, isStackOverflowError } = require('internal/errors');
const { formatArguments } = require('internal/util/format');

const kColorMode = Symbol('kColorMode');
const kCounts = Symbol('counts');
const kGroupIndentation = Symbol('kGroupIndentationString');
const kGroupIndentWidth = Symbol('kGroupIndentWidth');
const kIsConsole = Symbol('kIsConsole');
const kFormatForStdout = Symbol('kFormatForStdout');
const kFormatForStderr = Symbol('kFormatForStderr');
const kGetInspectOptions = Symbol('kGetInspectOptions');
const kWriteToConsole = Symbol('kWriteToConsole');
const kBindStreamsEager = Symbol('kBindStreamsEager');
const kBindStreamsLazy = Symbol('kBindStreamsLazy');
const kBindProperties = Symbol('kBindProperties');

const MAX_GROUP_INDENTATION = 1000;
const WITH_COLORS = { colors: true };

const inspectOptionsOf = new WeakMap();

function noop() {}

/**
 * @param {object} options {stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation}, or stdout
 */
function Console(options /* or: stdout, stderr, ignoreErrors */) {
  if (!new.target) return Reflect.construct(Console, arguments);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  checkColorMode(colorMode);
  if (groupIndentation !== undefined) {
    require('internal/validators').validateInteger(groupIndentation, 'groupIndentation', 0, MAX_GROUP_INDENTATION);
  }
  if (inspectOptions !== undefined) useInspectOptions(this, inspectOptions, options.colorMode);

  // Each instance has the methods bound to itself, so that they may be passed on as functions.
  const { prototype } = Console;
  for (const key of Object.keys(prototype)) {
    const method = this[key].bind(this);
    Object.defineProperty(method, 'name', { __proto__: null, value: key, configurable: true });
    this[key] = method;
  }
  this[kBindStreamsEager](stdout, stderr);
  this[kBindProperties](ignoreErrors, colorMode, groupIndentation);
}

function checkColorMode(colorMode) {
  require('internal/validators').validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
}

function useInspectOptions(self, inspectOptions, colorMode) {
  const { validateObject } = require('internal/validators');
  const perStream = inspectOptions instanceof Map;
  validateObject(inspectOptions, 'options.inspectOptions');
  for (const one of perStream ? inspectOptions.values() : [inspectOptions]) {
    if (perStream) validateObject(one, 'options.inspectOptions');
    if (one.colors !== undefined && colorMode !== undefined) {
      throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  inspectOptionsOf.set(self, inspectOptions);
}

function defineHidden(target, key, value) {
  Object.defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

Object.defineProperty(Console, Symbol.hasInstance, {
  __proto__: null,
  value(instance) {
    return (typeof instance === 'object' || typeof instance === 'function') && instance !== null &&
      instance[kIsConsole] === true;
  },
});

defineHidden(Console.prototype, kBindStreamsEager, function(stdout, stderr) {
  defineHidden(this, '_stdout', stdout);
  defineHidden(this, '_stderr', stderr);
});

// The global console's streams are made when they are first needed: process.stdout opens a handle.
defineHidden(Console.prototype, kBindStreamsLazy, function(source) {
  for (const name of ['stdout', 'stderr']) {
    let stream;
    Object.defineProperty(this, `_${name}`, {
      __proto__: null,
      enumerable: false,
      configurable: true,
      get() { return stream ??= source[name]; },
      set(value) { stream = value; },
    });
  }
});

// A write that fails must not throw, nor be an unhandled 'error' event.
function makeErrorHandler(self, key) {
  return (error) => {
    const stream = self[key];
    if (error && stream._writableState && !stream._writableState.errorEmitted && stream.listenerCount('error') === 0) {
      stream.once('error', noop);
    }
  };
}

defineHidden(Console.prototype, kBindProperties, function(ignoreErrors, colorMode, groupIndentation = 2) {
  defineHidden(this, '_stdoutErrorHandler', makeErrorHandler(this, '_stdout'));
  defineHidden(this, '_stderrErrorHandler', makeErrorHandler(this, '_stderr'));
  defineHidden(this, '_ignoreErrors', Boolean(ignoreErrors));
  defineHidden(this, '_times', new Map());
  defineHidden(this, kCounts, new Map());
  defineHidden(this, kColorMode, colorMode);
  defineHidden(this, kIsConsole, true);
  defineHidden(this, kGroupIndentWidth, groupIndentation);
  defineHidden(this, kGroupIndentation, '');
  Object.defineProperty(this, Symbol.toStringTag, {
    __proto__: null, value: 'console', writable: false, enumerable: false, configurable: true,
  });
});

function writeIgnoringErrors(stream, text, handler) {
  // Without a listener an error that the stream emits during the write would be uncaught.
  const canListen = typeof stream.once === 'function';
  if (canListen) stream.once('error', noop);
  try {
    stream.write(text, handler);
  } catch (error) {
    // A stack overflow is the program's, not the stream's.
    if (isStackOverflowError(error)) throw error;
  } finally {
    if (canListen) stream.removeListener('error', noop);
  }
}

defineHidden(Console.prototype, kWriteToConsole, function(key, text) {
  const indentation = this[kGroupIndentation];
  if (indentation.length !== 0) {
    if (text.includes('\n')) text = text.replaceAll('\n', `\n${indentation}`);
    text = indentation + text;
  }
  text += '\n';
  const stream = this[key];
  if (this._ignoreErrors === false) return void stream.write(text);
  writeIgnoringErrors(stream, text, key === '_stdout' ? this._stdoutErrorHandler : this._stderrErrorHandler);
});

function optionsFor(self, stream) {
  let color = self[kColorMode];
  if (color === 'auto') {
    color = stream.isTTY || process.env.FORCE_COLOR !== undefined ?
      require('internal/util/colors').shouldColorize(stream) : false;
  }
  const known = inspectOptionsOf.get(self);
  const options = known instanceof Map ? known.get(stream) : known;
  if (options === undefined) return color ? WITH_COLORS : undefined;
  return options.colors === undefined ? { ...options, colors: color } : options;
}

defineHidden(Console.prototype, kGetInspectOptions, function(stream) {
  return optionsFor(this, stream) ?? {};
});
defineHidden(Console.prototype, kFormatForStdout, function(args) {
  return formatArguments(optionsFor(this, this._stdout), args);
});
defineHidden(Console.prototype, kFormatForStderr, function(args) {
  return formatArguments(optionsFor(this, this._stderr), args);
});

// Enumerable, so that instances get them by the loop in the constructor.
Object.assign(Console.prototype, require('internal/console/methods').makeMethods({
  kCounts, kFormatForStderr, kFormatForStdout, kGetInspectOptions, kGroupIndentation, kGroupIndentWidth, kWriteToConsole,
}));

module.exports = { Console, kBindProperties, kBindStreamsLazy, kIsConsole };
