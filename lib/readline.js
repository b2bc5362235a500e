'use strict';

// The public module `readline`: lines from streams, the line editor, cursor control.

const { AbortError } = require('internal/errors');
const { kCustomPromisifiedSymbol } = require('internal/util');
const { validateAbortSignal } = require('internal/validators');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks');
const { emitKeypressEvents } = require('internal/readline/keypress');
const { InterfaceBase, kQuestion, kQuestionCancel } = require('internal/readline/interface');

/** @param {object} input a readable stream, or the options */
function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  Reflect.apply(InterfaceBase, this, [input, output, completer, terminal]);
}
Object.setPrototypeOf(Interface.prototype, InterfaceBase.prototype);
Object.setPrototypeOf(Interface, InterfaceBase);

/**
 * Shows `query` and calls back with the next line.
 * @param {string} query
 * @param {{ signal?: AbortSignal }} [options]
 * @param {(line: string) => void} cb
 */
Interface.prototype.question = function question(query, options, cb) {
  cb = typeof options === 'function' ? options : cb;
  if (options === null || typeof options !== 'object') options = {};
  const { signal } = options;
  if (signal) {
    validateAbortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const handle = require('internal/events/async').addAbortListener(signal, () => this[kQuestionCancel]());
    const answered = cb;
    cb = typeof cb === 'function' ? (line) => {
      handle[Symbol.dispose]();
      return answered(line);
    } : () => handle[Symbol.dispose]();
  }
  if (typeof cb === 'function') this[kQuestion](query, cb);
};

Interface.prototype.question[kCustomPromisifiedSymbol] = function question(query, options) {
  options = options === null || typeof options !== 'object' ? {} : options;
  const { signal } = options;
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    let answer = resolve;
    if (signal) {
      const onAbort = () => reject(new AbortError(undefined, { cause: signal.reason }));
      signal.addEventListener('abort', onAbort, { once: true });
      answer = (line) => {
        signal.removeEventListener('abort', onAbort);
        resolve(line);
      };
    }
    this.question(query, options, answer);
  });
};

/** @returns {Interface} */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
  promises: require('readline/promises'),
};
