'use strict';
// DatabaseSync: a connection to a database. Caller: lib/sqlite.js.
// https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-databasesync

const { Buffer } = require('buffer');
const { Database } = binding('sqlite');
const {
  argumentError, booleanOption, requireBoolean, requireBytes, requireFunction, requireObject, requireString, stringOption,
} = require('internal/sqlite/arguments');
const { publicClass } = require('internal/sqlite/classes');
const { stateError } = require('internal/sqlite/errors');
const { makeLimits, readLimits } = require('internal/sqlite/limits');
const { makeSession } = require('internal/sqlite/session');
const { makeStatement } = require('internal/sqlite/statement');

// The native side of every database, for backup().
const natives = new WeakMap();

function pathOf(path) {
  const { isURL } = require('internal/url');
  if (isURL(path)) {
    if (path.protocol !== 'file:') {
      throw Object.assign(new TypeError('The URL must be of scheme file:'), { code: 'ERR_INVALID_URL_SCHEME' });
    }
    path = path.href;
  } else if (ArrayBuffer.isView(path)) {
    path = Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
  }
  if (typeof path !== 'string' || path.includes('\0')) {
    throw argumentError('path', 'a string, Uint8Array, or URL without null bytes');
  }
  return path;
}

function readOptions(options) {
  requireObject(options, 'options');
  const flag = (name, fallback) => booleanOption(options, name, fallback);
  const { timeout = 0, limits = {} } = options;
  if (typeof timeout !== 'number' || timeout !== (timeout | 0)) throw argumentError('options.timeout', 'an integer');
  requireObject(limits, 'options.limits');
  return {
    open: flag('open', true), readOnly: flag('readOnly', false),
    foreignKeys: flag('enableForeignKeyConstraints', true),
    doubleQuoted: flag('enableDoubleQuotedStringLiterals', false),
    allowExtension: flag('allowExtension', false),
    timeout: Math.max(timeout, 0), limits: readLimits(limits),
    readBigInts: flag('readBigInts', false), returnArrays: flag('returnArrays', false),
    allowBareNamedParameters: flag('allowBareNamedParameters', true),
    allowUnknownNamedParameters: flag('allowUnknownNamedParameters', false), defensive: flag('defensive', true),
  };
}

const STATEMENT_OPTIONS = ['readBigInts', 'returnArrays', 'allowBareNamedParameters', 'allowUnknownNamedParameters'];

function statementOptions(options, defaults) {
  if (options === undefined) return defaults;
  requireObject(options, 'options');
  const own = {};
  for (const name of STATEMENT_OPTIONS) own[name] = booleanOption(options, name, defaults[name]);
  return own;
}

class Connection {
  #native = new Database();
  #kept = new Map();  // what the native side's weak handles refer to, by what it stands for
  #path;
  #options;
  #limits;
  #extensionsAllowed = false;

  /** @param {string|Uint8Array|URL} path ':memory:' for a database of its own @param {object} [options] */
  constructor(path, ...options) {
    this.#path = pathOf(path);
    // Only what is left out has a default: an undefined is no object.
    this.#options = readOptions(options.length === 0 ? {} : options[0]);
    natives.set(this, this.#native);
    this.#native.kept = this.#kept;
    this.#defineState();
    require('internal/permission/check').checkPermission('FileSystemRead', this.#path);
    require('internal/permission/check').checkPermission('FileSystemWrite', this.#path);
    if (this.#options.open) this.open();
  }

  open() {
    if (this.#native.isOpen()) throw stateError('database is already open');
    const { readOnly, foreignKeys, doubleQuoted, timeout, defensive, limits, allowExtension } = this.#options;
    this.#native.open(this.#path, readOnly, foreignKeys, doubleQuoted, timeout, defensive);
    for (const { 0: id, 1: value } of limits) this.#native.limit(id, value);
    this.#setExtensions(allowExtension);
  }

  close() {
    this.#native.close();
  }

  /** @param {string} sql @param {object} [options] as those of the database, for this statement @returns {StatementSync} */
  prepare(sql, options = undefined) {
    this.#requireOpen();
    requireString(sql, 'sql');
    const own = statementOptions(options, this.#options);
    const native = this.#native.prepare(sql);
    if (native === undefined) {
      throw Object.assign(new TypeError('The SQL query contains no statements.'), { code: 'ERR_INVALID_ARG_VALUE' });
    }
    native.kept = this.#kept;
    return makeStatement(native, own);
  }

  /** Runs every statement of a text. @param {string} sql */
  exec(sql) {
    this.#requireOpen();
    requireString(sql, 'sql');
    this.#native.exec(sql);
  }

  /** A function that SQL can call. @param {string} name @param {object} [options] @param {Function} callback */
  function(name, ...rest) {
    this.#requireOpen();
    requireString(name, 'name');
    const options = rest.length > 1 ? rest[0] : {};
    const callback = rest[rest.length > 1 ? 1 : 0];
    requireObject(options, 'options');
    const flag = (option) => booleanOption(options, option, false);
    const bigint = flag('useBigIntArguments');
    const varargs = flag('varargs');
    const deterministic = flag('deterministic');
    const directOnly = flag('directOnly');
    requireFunction(callback, 'function');
    const count = varargs ? -1 : callback.length;
    this.#native.createFunction(name, count, deterministic, directOnly, bigint, callback);
    this.#keep(name, count, callback);
  }

  /** @param {string} [dbName] @returns {string|null} the file, null for a database in memory */
  location(dbName = 'main') {
    this.#requireOpen();
    requireString(dbName, 'dbName');
    return this.#native.location(dbName);
  }

  /** @param {boolean} active whether SQL may not change the file's own structures */
  enableDefensive(active) {
    this.#requireOpen();
    requireBoolean(active, 'active');
    this.#native.setDefensive(active);
  }

  /** A function over rows that SQL can call. @param {string} name @param {object} options start, step, result, inverse ... */
  aggregate(name, options) {
    this.#requireOpen();
    requireString(name, 'name');
    // Read, not destructured: the message of an error is Node's.
    const start = options.start;
    if (start === undefined) throw argumentError('options.start', 'a function or a primitive value');
    const { step, inverse, result } = options;
    requireFunction(step, 'options.step');
    if (inverse !== undefined) requireFunction(inverse, 'options.inverse');
    const flag = (option) => booleanOption(options, option, false);
    const bigint = flag('useBigIntArguments');
    const varargs = flag('varargs');
    const directOnly = flag('directOnly');
    // The first argument is the value so far.
    const count = varargs ? -1 : Math.max(step.length, inverse?.length ?? 0, 1) - 1;
    this.#native.createAggregate(name, count, directOnly, bigint, start, step, inverse, result);
    this.#keep(name, count, [start, step, inverse, result]);
  }

  /** @param {Function|null} callback whether a statement may do what it wants to (sqlite3_set_authorizer) */
  setAuthorizer(callback) {
    this.#requireOpen();
    if (callback !== null && typeof callback !== 'function') throw argumentError('callback', 'a function or null');
    this.#native.setAuthorizer(callback);
    this.#kept.set('', callback);
  }

  /** @param {number} [maxSize] @returns {SQLTagStore} */
  createTagStore(maxSize = undefined) {
    this.#requireOpen();
    return require('internal/sqlite/tag_store').makeTagStore(this, maxSize);
  }

  /** @param {{table?: string, db?: string}} [options] @returns {Session} */
  createSession(...options) {
    this.#requireOpen();
    if (options.length > 0) requireObject(options[0], 'options');
    const given = options[0] ?? {};
    const table = stringOption(given, 'table', undefined);
    const native = this.#native.createSession(stringOption(given, 'db', 'main'), table);
    native.kept = this.#kept;
    return makeSession(native, this);
  }

  /** @param {Uint8Array} changeset @param {object} [options] filter, onConflict @returns {boolean} whether all was applied */
  applyChangeset(changeset, options = undefined) {
    this.#requireOpen();
    requireBytes(changeset, 'changeset');
    if (options !== undefined) requireObject(options, 'options');
    const callback = (name) => {
      if (options === undefined || !Object.hasOwn(options, name)) return undefined;
      requireFunction(options[name], `options.${name}`);
      return options[name];
    };
    return this.#native.applyChangeset(changeset, callback('filter'), callback('onConflict'));
  }

  /** @param {string} [dbName] @returns {Uint8Array} the database as its file would be */
  serialize(dbName = 'main') {
    this.#requireOpen();
    requireString(dbName, 'dbName');
    return this.#native.serialize(dbName);
  }

  /** Takes over what serialize() gave; statements end. @param {Uint8Array} buffer @param {{dbName?: string}} [options] */
  deserialize(buffer, options = undefined) {
    this.#requireOpen();
    requireBytes(buffer, 'buffer');
    if (buffer.byteLength === 0) {
      throw Object.assign(new TypeError('The "buffer" argument must not be empty.'), { code: 'ERR_INVALID_ARG_VALUE' });
    }
    if (options !== undefined) requireObject(options, 'options');
    const { dbName = 'main' } = options ?? {};
    requireString(dbName, 'options.dbName');
    this.#native.deserialize(buffer, dbName);
  }

  /** @param {boolean} allow */
  enableLoadExtension(allow) {
    this.#requireOpen();
    requireBoolean(allow, 'allow');
    if (allow && !this.#options.allowExtension) {
      throw stateError('Cannot enable extension loading because it was disabled at database creation.');
    }
    this.#setExtensions(allow);
  }

  /** @param {string} path of a shared library @param {string} [entryPoint] */
  loadExtension(path, entryPoint = undefined) {
    this.#requireOpen();
    if (!this.#extensionsAllowed) throw stateError('extension loading is not allowed');
    requireString(path, 'path');
    const message = this.#native.loadExtension(path, typeof entryPoint === 'string' ? entryPoint : undefined);
    if (message !== undefined) throw Object.assign(new Error(message), { code: 'ERR_LOAD_SQLITE_EXTENSION' });
  }

  [Symbol.dispose]() {
    if (this.#native.isOpen()) this.#native.close();
  }

  // SQLite tells functions apart by their name, in any case of ASCII letters, and their number of arguments.
  #keep(name, count, functions) {
    this.#kept.set(`${name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}/${count}`, functions);
  }

  #setExtensions(allowed) {
    this.#extensionsAllowed = allowed;
    this.#native.enableExtensions(allowed);
  }

  // Properties of each object, not of the class, as in Node.
  #defineState() {
    const define = (name, get) => Object.defineProperty(this, name, { __proto__: null, get, enumerable: true, configurable: true });
    define('isOpen', () => this.#native.isOpen());
    define('isTransaction', () => {
      this.#requireOpen();
      return this.#native.inTransaction();
    });
    define('limits', () => {
      this.#requireOpen();
      return this.#limits ??= makeLimits(this.#native);
    });
    Object.defineProperty(this, Symbol.for('sqlite-type'), { __proto__: null, value: 'node:sqlite', enumerable: true });
  }

  #requireOpen() {
    if (!this.#native.isOpen()) throw stateError('database is not open');
  }
}
const DatabaseSync = publicClass('DatabaseSync', Connection, true);

module.exports = { DatabaseSync, nativeOf: (database) => natives.get(database), pathOf };
