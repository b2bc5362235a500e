'use strict';
// StatementSync: parameters by name or position, rows as objects or arrays. Callers: lib/sqlite.js, database.js.
// https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-statementsync

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { requireBoolean } = require('internal/sqlite/arguments');

const kToken = Symbol('token');

function stateError(message) {
  return Object.assign(new Error(message), { code: 'ERR_INVALID_STATE' });
}

class StatementSync {
  #native;
  #options;
  #names;      // of the parameters, null for those without
  #bareNames;  // name without its prefix -> position; made when it is first needed

  constructor(token, native, options) {
    if (token !== kToken) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#native = native;
    this.#options = { ...options };
    this.#names = native.names();
  }

  /** Rows one by one. @returns {Iterator<object>} */
  iterate(...parameters) {
    this.#bind(parameters);
    return new RowIterator(() => this.#row(this.#native.step(this.#options.readBigInts)), () => this.#native.clear());
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
    this.#native.clear();
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

  get sourceSQL() {
    return this.#native.sql(false);
  }

  get expandedSQL() {
    return this.#native.sql(true);
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
    let position = 0;
    const { 0: first } = parameters;
    if (typeof first === 'object' && first !== null && !ArrayBuffer.isView(first)) {
      this.#bindNamed(first);
      parameters = parameters.slice(1);
    }
    for (const value of parameters) {
      do ++position; while (this.#names[position - 1] != null);
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
    if (this.#native.bind(position, value)) return;
    throw Object.assign(new TypeError(`Provided value cannot be bound to SQLite parameter ${position}.`),
                        { code: 'ERR_INVALID_ARG_TYPE' });
  }
}
for (const name of ['sourceSQL', 'expandedSQL']) {
  Object.defineProperty(StatementSync.prototype, name, { __proto__: null, enumerable: true });
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
const makeStatement = (native, options) => new StatementSync(kToken, native, options);

module.exports = { makeStatement, stateError, StatementSync };
