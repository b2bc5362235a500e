'use strict';

// The public module `readline/promises`.

const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { InterfaceBase, kAwaitsCompleter, kQuestion, kQuestionCancel, kQuestionReject } = require('internal/readline/interface');
const { Readline } = require('internal/readline/promises');

class Interface extends InterfaceBase {
  // The base is a function with options in several forms; its parameters are no part of this class.
  constructor(...args) { // eslint-disable-line no-useless-constructor
    super(...args);
  }

  get [kAwaitsCompleter]() {
    return true;
  }

  /**
   * @param {string} query
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<string>} the line; rejects when the signal aborts, or Ctrl+C or Ctrl+D closes the interface
   */
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let answer = (line) => {
        this[kQuestionReject] = undefined;
        resolve(line);
      };
      if (options?.signal) {
        const { signal } = options;
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) {
          reject(new AbortError(undefined, { cause: signal.reason }));
          return;
        }
        const handle = require('internal/events/async').addAbortListener(signal, () => {
          this[kQuestionCancel]();
          reject(new AbortError(undefined, { cause: signal.reason }));
        });
        const withoutSignal = answer;
        answer = (line) => {
          handle[Symbol.dispose]();
          withoutSignal(line);
        };
      }
      this[kQuestion](query, answer);
      this[kQuestionReject] = reject;
    });
  }
}
Object.defineProperty(Interface.prototype.question, 'length', { __proto__: null, value: 1 });

/** @returns {Interface} */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };
