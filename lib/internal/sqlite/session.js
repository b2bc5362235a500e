'use strict';
// Session: the changes of a connection since it was made (https://sqlite.org/sessionintro.html).
// Callers: lib/sqlite.js, database.js.

const { publicClass } = require('internal/sqlite/classes');
const { stateError } = require('internal/sqlite/errors');

class ChangeSession {
  #native;
  #database;  // lives as long as its sessions

  constructor(native, database) {
    this.#native = native;
    this.#database = database;
  }

  /** @returns {Uint8Array} */
  changeset() {
    return this.#open().changes(false);
  }

  /** As changeset(), smaller and with less to detect conflicts by. @returns {Uint8Array} */
  patchset() {
    return this.#open().changes(true);
  }

  close() {
    this.#open().close();
  }

  [Symbol.dispose]() {
    this.#native.close();
  }

  #open() {
    if (!this.#database.isOpen) throw stateError('database is not open');
    if (!this.#native.isOpen()) throw stateError('session is not open');
    return this.#native;
  }
}

/** @param {object} native @param {DatabaseSync} database @returns {Session} */
const makeSession = (native, database) => new ChangeSession(native, database);

const Session = publicClass('Session', ChangeSession);

module.exports = { makeSession, Session };
