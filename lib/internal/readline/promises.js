'use strict';

// readline.promises.Readline: cursor moves and erasures that are collected and written by commit().
// Caller: readline/promises.js.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateBoolean, validateInteger } = require('internal/validators');
const { isWritable } = require('internal/streams/utils');
const { moveBy, sequences } = require('internal/readline/callbacks');

class Readline {
  #autoCommit = false;
  #stream;
  #todo = [];

  /** @param {import('stream').Writable} stream @param {{ autoCommit?: boolean }} [options] */
  constructor(stream, options = undefined) {
    if (!isWritable(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit !== undefined && options.autoCommit !== null) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }

  #add(text) {
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(text));
    else this.#todo.push(text);
    return this;
  }

  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y !== undefined && y !== null) validateInteger(y, 'y');
    return this.#add(sequences.moveTo(x, y ?? undefined));
  }

  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
      this.#add(moveBy(dx, dy));
    }
    return this;
  }

  /** @param {-1 | 0 | 1} dir to the left, the whole line, to the right */
  clearLine(dir) {
    validateInteger(dir, 'dir', -1, 1);
    const text = dir < 0 ? sequences.clearToLineBeginning :
      dir > 0 ? sequences.clearToLineEnd : sequences.clearLine;
    return this.#add(text);
  }

  clearScreenDown() {
    return this.#add(sequences.clearScreenDown);
  }

  /** @returns {Promise<void>} when all that was collected is written */
  commit() {
    return new Promise((resolve) => {
      const text = this.#todo.join('');
      this.#todo = [];
      this.#stream.write(text, resolve);
    });
  }

  rollback() {
    this.#todo = [];
    return this;
  }
}

module.exports = { Readline };
