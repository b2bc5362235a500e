'use strict';
// SQLTagStore: prepared statements for template literals, the least recently used of which are forgotten.
// Caller: database.js. https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-sqltagstore

const { publicClass } = require('internal/sqlite/classes');
const { stateError } = require('internal/sqlite/errors');
const { isFinalized, parameterCount } = require('internal/sqlite/statement');

const DEFAULT_SIZE = 1000;

class TagStore {
  #database;
  #capacity;
  #statements = new Map();  // SQL -> StatementSync; the last one used stands last

  constructor(database, capacity) {
    this.#database = database;
    this.#capacity = capacity;
    const define = (name, get) => Object.defineProperty(this, name, { __proto__: null, get, enumerable: true, configurable: true });
    define('capacity', () => this.#capacity);
    define('db', () => this.#database);
    define('size', () => this.#statements.size);
  }

  get(strings, ...values) {
    return this.#statement(strings, values.length).get(...values);
  }

  all(strings, ...values) {
    return this.#statement(strings, values.length).all(...values);
  }

  iterate(strings, ...values) {
    return this.#statement(strings, values.length).iterate(...values);
  }

  run(strings, ...values) {
    return this.#statement(strings, values.length).run(...values);
  }

  clear() {
    this.#statements.clear();
  }

  #statement(strings, count) {
    if (!this.#database.isOpen) throw stateError('database is not open');
    if (!Array.isArray(strings) || !strings.every((part) => typeof part === 'string')) {
      throw Object.assign(new TypeError('First argument must be an array of strings (template literal).'),
                          { code: 'ERR_INVALID_ARG_TYPE' });
    }
    const sql = strings.map((part, i) => (i < count ? `${part}?` : part)).join('');
    let statement = this.#statements.get(sql);
    this.#statements.delete(sql);
    if (statement === undefined || isFinalized(statement)) statement = this.#database.prepare(sql);
    if (parameterCount(statement) !== count) {
      throw Object.assign(new TypeError('SQLite parameters must be bound using template literal placeholders.'),
                          { code: 'ERR_INVALID_ARG_VALUE' });
    }
    this.#statements.set(sql, statement);
    if (this.#statements.size > this.#capacity) this.#statements.delete(this.#statements.keys().next().value);
    return statement;
  }
}

function capacityOf(size) {
  if (size === undefined) return DEFAULT_SIZE;
  const message = 'The "maxSize" argument must be a positive integer.';
  if (typeof size !== 'number') throw Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
  if (size !== (size | 0) || size < 1) throw Object.assign(new RangeError(message), { code: 'ERR_OUT_OF_RANGE' });
  return size;
}

/** @param {DatabaseSync} database @param {number} [size] @returns {SQLTagStore} */
const makeTagStore = (database, size) => new TagStore(database, capacityOf(size));

publicClass('SQLTagStore', TagStore);

module.exports = { makeTagStore };
