'use strict';
// StatementSync: parameters by name or position, rows as objects or arrays. Callers: lib/sqlite.js, database.js.
// https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-statementsync

const { requireBoolean } = require('internal/sqlite/arguments');
const { publicClass } = require('internal/sqlite/classes');
const { stateError } = require('internal/sqlite/errors');
const { isByteSource } = require('internal/crypto/util');

const natives = new WeakMap();

class Statement {
  #native;
  #options;
  #names;      // of the parameters, null for those without
  #bareNames;  // name without its prefix -> position; made when it is first needed
  #run = 0;    // counts the executions: a new one ends the iterators of those before

  constructor(native, options) {
    this.#native = native;
    this.#options = { ...options };
    this.#names = native.names();
    natives.set(this, native);
    for (const { 0: name, 1: expanded } of [['sourceSQL', false], ['expandedSQL', true]]) {
      const get = () => native.sql(expanded);
      Object.defineProperty(this, name, { __proto__: null, get, enumerable: true, configurable: true });
    }
  }

  /** Rows one by one. @returns {Iterator<object>} */
  iterate(...parameters) {
    this.#bind(parameters);
    const run = this.#run;
    const step = () => {
      if (run !== this.#run && !this.#native.isFinalized()) throw stateError('iterator was invalidated');
      return this.#row(this.#native.step(this.#options.readBigInts));
    };
    return new RowIterator(step, () => this.#native.reset());
  }

  /** @returns {object[]} every row */
  all(...parameters) {
    this.#bind(parameters);
    return this.#native.all(this.#options.readBigInts).map((values) => this.#row(values));
  }

  /** @returns {object|undefined} the first row */
  get(...parameters) {
    this.#bind(parameters);
    const row = this.#row(this.#native.step(this.#options.readBigInts));
    this.#native.reset();
    return row;
  }

  /** @returns {{changes: number|bigint, lastInsertRowid: number|bigint}} */
  run(...parameters) {
    this.#bind(parameters);
    const { 0: changes, 1: lastInsertRowid } = this.#native.run(this.#options.readBigInts);
    return { changes, lastInsertRowid };
  }

  /** @returns {object[]} what the result's columns are */
  columns() {
    return this.#native.columns().map(({ 0: name, 1: column, 2: database, 3: table, 4: type }) => {
      return { __proto__: null, column, database, name, table, type };
    });
  }

  setAllowBareNamedParameters(enabled) {
    this.#set('allowBareNamedParameters', enabled);
  }

  setAllowUnknownNamedParameters(enabled) {
    this.#set('allowUnknownNamedParameters', enabled, 'enabled');
  }

  setReadBigInts(enabled) {
    this.#set('readBigInts', enabled);
  }

  setReturnArrays(enabled) {
    this.#set('returnArrays', enabled);
  }

  #set(option, enabled, name = option) {
    if (this.#native.isFinalized()) throw stateError('statement has been finalized');
    requireBoolean(enabled, name);
    this.#options[option] = enabled;
  }

  #row(values) {
    if (values === undefined || this.#options.returnArrays) return values;
    const row = { __proto__: null };
    this.#columnNames ??= this.#native.columns().map((column) => column[0]);
    for (let i = 0; i < values.length; ++i) row[this.#columnNames[i]] = values[i];
    return row;
  }
  #columnNames;

  // An object that comes first names parameters; what follows takes those without a name, in order.
  #bind(parameters) {
    this.#native.clear();
    ++this.#run;
    let position = 0;
    const { 0: first } = parameters;
    if (namesParameters(first)) {
      this.#bindNamed(first);
      parameters = parameters.slice(1);
    }
    for (const value of parameters) {
      do ++position; while (hasName(this.#names[position - 1]));
      this.#bindValue(position, value);
    }
  }

  #bindNamed(values) {
    for (const [name, value] of Object.entries(values)) {
      const position = this.#positionOf(name);
      if (position > 0) this.#bindValue(position, value);
      else if (!this.#options.allowUnknownNamedParameters) throw stateError(`Unknown named parameter '${name}'`);
    }
  }

  #positionOf(name) {
    const position = this.#names.indexOf(name) + 1;
    if (position > 0 || !this.#options.allowBareNamedParameters) return position;
    this.#bareNames ??= bareNames(this.#names);
    return this.#bareNames.get(name) ?? 0;
  }

  #bindValue(position, value) {
    const bound = isByteSource(value) && !ArrayBuffer.isView(value) ? new Uint8Array(value) : value;
    if (this.#native.bind(position, bound)) return;
    throw Object.assign(new TypeError(`Provided value cannot be bound to SQLite parameter ${position}.`),
                        { code: 'ERR_INVALID_ARG_TYPE' });
  }
}

/** @param {StatementSync} statement @returns {boolean} whether its database was closed or replaced */
const isFinalized = (statement) => natives.get(statement).isFinalized();

// '?2' is a place, not a name.
const hasName = (name) => name != null && !name.startsWith('?');

function namesParameters(value) {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && !isByteSource(value);
}

// ':a' and '$a' cannot both be meant by 'a'.
function bareNames(names) {
  const bare = new Map();
  names.forEach((name, i) => {
    if (name === null) return;
    const short = name.slice(1);
    if (bare.has(short)) {
      const other = names[bare.get(short) - 1];
      throw stateError(`Cannot create bare named parameter '${short}' because of conflicting names '${other}' and '${name}'.`);
    }
    bare.set(short, i + 1);
  });
  return bare;
}

// An iterator as %Iterator.prototype% knows them; it ends with the statement's rows or by return().
class RowIterator extends Iterator {
  #step;
  #finish;
  #done = false;

  constructor(step, finish) {
    super();
    this.#step = step;
    this.#finish = finish;
  }

  next() {
    const value = this.#done ? undefined : this.#step();
    this.#done = value === undefined;
    return { __proto__: null, done: this.#done, value: this.#done ? null : value };
  }

  return() {
    if (!this.#done) this.#finish();
    this.#done = true;
    return { __proto__: null, done: true, value: null };
  }
}

/** @param {object} native @param {object} options of the database @returns {StatementSync} */
const makeStatement = (native, options) => new Statement(native, options);

const StatementSync = publicClass('StatementSync', Statement);

/** @param {StatementSync} statement @returns {number} how many values it takes */
const parameterCount = (statement) => natives.get(statement).names().length;

module.exports = { isFinalized, makeStatement, parameterCount, StatementSync };
