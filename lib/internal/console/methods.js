'use strict';
// The methods of consoles (https://console.spec.whatwg.org, https://nodejs.org/api/console.html).
// Callers: internal/console/constructor. `this` is always a console.

const { builtinChannel } = require('internal/diagnostics');

// Subscribers of console.log and the like get the arguments before they are printed.
const channels = {};
for (const method of ['log', 'info', 'debug', 'warn', 'error']) channels[method] = builtinChannel(`console.${method}`);

function publish(name, args) {
  if (channels[name].hasSubscribers) channels[name].publish(args);
}

function warn(message) {
  process.emitWarning(message);
}

/** @param {Record<string, symbol>} keys the symbols that constructor.js shares */
function makeMethods(keys) {
  const {
    kCounts, kFormatForStderr, kFormatForStdout, kGetInspectOptions, kGroupIndentation, kGroupIndentWidth, kWriteToConsole,
  } = keys;

  function printer(name, stream, format) {
    const holder = {
      [name](...args) {
        publish(name, args);
        this[kWriteToConsole](stream, this[format](args));
      },
    };
    return holder[name];
  }

  function logImpl(self, label, text, args) {
    const line = `${label}: ${text}`;
    if (args === undefined || args.length === 0) return self.log('%s', line);
    return self.log('%s', line, ...args);
  }

  function timePassed(self, method, label) {
    const start = self._times.get(label);
    if (start === undefined) {
      warn(`No such label '${label}' for console.${method}()`);
      return undefined;
    }
    const { 0: seconds, 1: nanoseconds } = process.hrtime(start);
    return formatTime(seconds * 1000 + nanoseconds / 1e6);
  }

  const methods = {
    log: printer('log', '_stdout', kFormatForStdout),
    info: printer('info', '_stdout', kFormatForStdout),
    debug: printer('debug', '_stdout', kFormatForStdout),
    warn: printer('warn', '_stderr', kFormatForStderr),
    error: printer('error', '_stderr', kFormatForStderr),
    dir(object, options) {
      const { inspect } = require('internal/util/inspect');
      this[kWriteToConsole]('_stdout', inspect(object, {
        customInspect: false, ...this[kGetInspectOptions](this._stdout), ...options,
      }));
    },
    time(label = 'default') {
      label = `${label}`;
      if (this._times.has(label)) warn(`Label '${label}' already exists for console.time()`);
      else this._times.set(label, process.hrtime());
    },
    timeEnd(label = 'default') {
      label = `${label}`;
      const text = timePassed(this, 'timeEnd', label);
      if (text === undefined) return;
      logImpl(this, label, text);
      this._times.delete(label);
    },
    timeLog(label = 'default', ...data) {
      label = `${label}`;
      const text = timePassed(this, 'timeLog', label);
      if (text !== undefined) logImpl(this, label, text, data);
    },
    trace: function trace(...args) {
      const error = { name: 'Trace', message: this[kFormatForStderr](args) };
      Error.captureStackTrace(error, trace);
      this.error(error.stack);
    },
    assert(expression, ...args) {
      if (expression) return;
      if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
      else args.unshift('Assertion failed');
      // The call goes through the instance, whose warn may be replaced.
      Reflect.apply(this.warn, this, args);
    },
    clear() {
      // Only a terminal can be cleared.
      if (this._stdout.isTTY && process.env.TERM !== 'dumb') this._stdout.write('\u001b[1;1H\u001b[0J');
    },
    count(label = 'default') {
      label = `${label}`;
      const count = (this[kCounts].get(label) ?? 0) + 1;
      this[kCounts].set(label, count);
      this.log(`${label}: ${count}`);
    },
    countReset(label = 'default') {
      // Unlike count() this takes the label as it is: the count of 5 is that of '5'.
      if (!this[kCounts].delete(label)) warn(`Count for '${label}' does not exist`);
    },
    group(...data) {
      if (data.length > 0) Reflect.apply(this.log, this, data);
      this[kGroupIndentation] += ' '.repeat(this[kGroupIndentWidth]);
    },
    groupEnd() {
      const indentation = this[kGroupIndentation];
      this[kGroupIndentation] = indentation.slice(0, Math.max(0, indentation.length - this[kGroupIndentWidth]));
    },
    table(tabularData, properties) {
      const text = require('internal/console/table').tableText(
        tabularData, properties, () => this[kGetInspectOptions](this._stdout));
      return text === undefined ? this.log(tabularData) : this.log(text);
    },
  };
  methods.dirxml = namedLike('dirxml', function(...args) { Reflect.apply(this.log, this, args); });
  methods.groupCollapsed = namedLike('groupCollapsed', function(...data) { Reflect.apply(this.group, this, data); });
  return methods;
}

function namedLike(name, fn) {
  return Object.defineProperty(fn, 'name', { __proto__: null, value: name, configurable: true });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function pad(value) {
  return `${value}`.padStart(2, '0');
}

/**
 * A duration as console.timeEnd prints it: `1.5ms`, `2.000s`, `1:00.300 (m:ss.mmm)`, `1:06:40.457 (h:mm:ss.mmm)`.
 * @param {number} ms
 */
function formatTime(ms) {
  if (ms < SECOND) return `${Number(ms.toFixed(3))}ms`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(3)}s`;
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = ((ms % MINUTE) / SECOND).toFixed(3).padStart(6, '0');
  return hours === 0 ? `${minutes}:${seconds} (m:ss.mmm)` : `${hours}:${pad(minutes)}:${seconds} (h:mm:ss.mmm)`;
}

module.exports = { formatTime, makeMethods };
