'use strict';

// The base class of both readline Interfaces: lines from any input, prompts and questions.
// Callers: readline.js, readline/promises.js, the REPL. Terminal editing is added by editor.js.
// Rules:
// - methods and fields that npm packages override or touch keep Node's underscore names and are called through `this`;
// - \r\n is one line end even when it comes in two chunks within `crlfDelay` ms.

const {
  codes: {
    ERR_INVALID_ARG_VALUE,
    ERR_USE_AFTER_CLOSE,
  },
} = require('internal/errors');
const {
  validateAbortSignal,
  validateArray,
  validateNumber,
  validateString,
  validateUint32,
} = require('internal/validators');
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

const kHistorySize = 30;
const kTabSize = 8;
const kMinCrlfDelay = 100;
const kEscapeCodeTimeout = 500;

const kLineIterator = Symbol('line object stream');
const kQuestion = Symbol('kQuestion');
const kQuestionCancel = Symbol('kQuestionCancel');
// readline/promises: rejects the pending question; and that completers may answer by a promise.
const kQuestionReject = Symbol('kQuestionReject');
const kAwaitsCompleter = Symbol('kAwaitsCompleter');

// The line ends that split input. A \r at the end of the input may be half of \r\n.
const lineEnding = /\r\n|\n|\r(?!\n)|\u2028|\u2029/g;

function readOptions(input, output, completer, terminal) {
  if (input?.input) return input;
  return { input, output, completer, terminal };
}

/**
 * @param {object} input a readable stream, or the options
 */
function InterfaceBase(input, output, completer, terminal) {
  const options = readOptions(input, output, completer, terminal);
  this._sawReturnAt = 0;
  this.isCompletionEnabled = true;
  this._sawKeyPress = false;
  this._previousKey = null;
  this.escapeCodeTimeout = kEscapeCodeTimeout;
  this.tabSize = kTabSize;
  Reflect.apply(EventEmitter, this, []);
  takeOptions(this, options);
  this.line = '';
  this._undoStack = [];
  this._redoStack = [];
  this._killRing = [];
  this._killRingCursor = 0;
  this._lastCommandErrored = false;
  this[kLineIterator] = undefined;
  if (this.terminal) require('internal/readline/editor').startTerminal(this, options);
  else startPlain(this);
  if (options.signal) closeOnAbort(this, options.signal);
  // Without this the first line would only come after a second resume.
  this.input.resume();
}
Object.setPrototypeOf(InterfaceBase.prototype, EventEmitter.prototype);
Object.setPrototypeOf(InterfaceBase, EventEmitter);

function takeOptions(self, options) {
  const { completer, signal, input, output } = options;
  if (completer !== undefined && typeof completer !== 'function') {
    throw new ERR_INVALID_ARG_VALUE('completer', completer);
  }
  if (signal) validateAbortSignal(signal, 'options.signal');
  if (options.tabSize !== undefined) {
    validateUint32(options.tabSize, 'tabSize', true);
    self.tabSize = options.tabSize;
  }
  if (options.escapeCodeTimeout !== undefined) {
    if (!Number.isFinite(options.escapeCodeTimeout)) {
      throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', self.escapeCodeTimeout);
    }
    self.escapeCodeTimeout = options.escapeCodeTimeout;
  }
  takeHistoryOptions(self, options);
  self._prompt = options.prompt === undefined ? '> ' : options.prompt;
  const { crlfDelay } = options;
  self.crlfDelay = crlfDelay ? Math.max(kMinCrlfDelay, crlfDelay) : kMinCrlfDelay;
  self.output = output;
  self.input = input;
  self.completer = completer === undefined ? undefined : makeCompleter(completer, self[kAwaitsCompleter] === true);
  self.terminal = options.terminal === undefined ? Boolean(output?.isTTY) : Boolean(options.terminal);
}

function takeHistoryOptions(self, options) {
  const { history = [], historySize = kHistorySize } = options;
  validateArray(history, 'history');
  if (typeof historySize !== 'number' || Number.isNaN(historySize)) validateNumber(historySize, 'size', 0);
  validateNumber(historySize, 'size', 0);
  self.history = history;
  self.historySize = historySize;
  self.historyIndex = -1;
  self.removeHistoryDuplicates = Boolean(options.removeHistoryDuplicates);
}

/**
 * A completer with one parameter answers by its return value, one with two by a callback.
 * @param {boolean} awaits it always answers by its return value, which may be a promise
 */
function makeCompleter(completer, awaits) {
  if (completer.length === 2 && !awaits) return completer;
  return (line, cb) => {
    let result;
    try {
      result = completer(line);
    } catch (error) {
      cb(error);
      return;
    }
    if (awaits) Promise.resolve(result).then((value) => cb(null, value), cb);
    else cb(null, result);
  };
}

function closeOnAbort(self, signal) {
  const close = () => self.close();
  if (signal.aborted) {
    process.nextTick(close);
    return;
  }
  const handle = EventEmitter.addAbortListener(signal, close);
  self.once('close', () => handle[Symbol.dispose]());
}

/** Input that is no terminal: only lines. */
function startPlain(self) {
  const { input } = self;
  const onData = (data) => self._normalWrite(data);
  const onEnd = () => {
    // Nobody has confirmed it: a line, but no answer to a question.
    if (typeof self._line_buffer === 'string' && self._line_buffer.length > 0) self.emit('line', self._line_buffer);
    self.close();
  };
  const onError = (error) => self.emit('error', error);
  self._decoder = new StringDecoder('utf8');
  input.on('error', onError);
  input.on('data', onData);
  input.on('end', onEnd);
  self.once('close', () => {
    input.removeListener('error', onError);
    input.removeListener('data', onData);
    input.removeListener('end', onEnd);
  });
}

const methods = {
  setPrompt(prompt) {
    this._prompt = prompt;
  },

  getPrompt() {
    return this._prompt;
  },

  prompt(preserveCursor) {
    checkOpen(this);
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this._prompt);
    }
  },

  [kQuestion](query, cb) {
    checkOpen(this);
    if (this._questionCallback) {
      this.prompt();
      return;
    }
    this._oldPrompt = this._prompt;
    this.setPrompt(query);
    this._questionCallback = cb;
    this.prompt();
  },

  [kQuestionCancel]() {
    if (!this._questionCallback) return;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    this.clearLine();
  },

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  },

  /** @returns {this | undefined} nothing when it is paused already */
  pause() {
    checkOpen(this);
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },

  /** @returns {this | undefined} nothing when it is not paused */
  resume() {
    checkOpen(this);
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },

  /** Handles `d` as if it were typed; `key` names a key of the terminal. */
  write(d, key) {
    checkOpen(this);
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(d, key);
    else this._normalWrite(d);
  },

  [Symbol.asyncIterator]() {
    const { kFirstEventParam, on } = require('internal/events/async');
    this[kLineIterator] ??= on(this, 'line', {
      close: ['close'],
      highWaterMark: 1024,
      [kFirstEventParam]: true,
    });
    return this[kLineIterator];
  },

  _setRawMode(mode) {
    const wasRaw = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return wasRaw;
  },

  _onLine(line) {
    if (!this._questionCallback) {
      this.emit('line', line);
      return;
    }
    const callback = this._questionCallback;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    callback(line);
  },

  _writeToOutput(text) {
    validateString(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  },

  /** Splits input into lines; the last, unfinished one waits in `_line_buffer`. */
  _normalWrite(data) {
    if (data === undefined) return;
    let text = this._decoder.write(data);
    if (this._sawReturnAt && Date.now() - this._sawReturnAt <= this.crlfDelay) {
      if (text.charCodeAt(0) === 10) text = text.slice(1);
      this._sawReturnAt = 0;
    }
    lineEnding.lastIndex = 0;
    let match = lineEnding.exec(text);
    if (match === null) {
      if (text) this._line_buffer = this._line_buffer ? this._line_buffer + text : text;
      return;
    }
    if (this._line_buffer) {
      text = this._line_buffer + text;
      this._line_buffer = null;
      lineEnding.lastIndex = 0;
      match = lineEnding.exec(text);
    }
    this._sawReturnAt = text.endsWith('\r') ? Date.now() : 0;
    const lines = [];
    let start = 0;
    while (match !== null) {
      lines.push(text.slice(start, match.index));
      start = lineEnding.lastIndex;
      match = lineEnding.exec(text);
    }
    const rest = text.slice(start);
    if (rest) this._line_buffer = rest;
    for (const line of lines) this._onLine(line);
  },
};

function checkOpen(self) {
  if (self.closed) throw new ERR_USE_AFTER_CLOSE('readline');
}

for (const name of Reflect.ownKeys(methods)) {
  Object.defineProperty(InterfaceBase.prototype, name, {
    __proto__: null, value: methods[name], writable: true, configurable: true, enumerable: false,
  });
}
Object.defineProperty(InterfaceBase.prototype, 'columns', {
  __proto__: null,
  configurable: true,
  get() {
    return this.output?.columns || Infinity;
  },
});
InterfaceBase.prototype[Symbol.dispose] = function() {
  this.close();
};
Object.assign(InterfaceBase.prototype, { _line_buffer: undefined });

// The editing methods are there for every Interface; they work on terminals.
require('internal/readline/editor').install(InterfaceBase);

module.exports = { InterfaceBase, kAwaitsCompleter, kQuestion, kQuestionCancel, kQuestionReject, lineEnding };
