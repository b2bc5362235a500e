'use strict';
// DatabaseSync: a connection to a database. Caller: lib/sqlite.js.
// https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-databasesync

const { Buffer } = require('buffer');
const { Database } = binding('sqlite');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const {
  argumentError, booleanOption, requireBoolean, requireObject, requireString,
} = require('internal/sqlite/arguments');
const { makeStatement, stateError } = require('internal/sqlite/statement');

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
  if (options !== undefined) requireObject(options, 'options');
  const given = options ?? {};
  const flag = (name, fallback) => booleanOption(given, name, fallback);
  const { timeout = 0 } = given;
  if (!Number.isInteger(timeout)) throw argumentError('options.timeout', 'an integer');
  return {
    open: flag('open', true), readOnly: flag('readOnly', false),
    foreignKeys: flag('enableForeignKeyConstraints', true),
    doubleQuoted: flag('enableDoubleQuotedStringLiterals', false),
    allowExtension: flag('allowExtension', false),
    timeout: Math.min(Math.max(timeout, 0), 2147483647),
    readBigInts: flag('readBigInts', false), returnArrays: flag('returnArrays', false),
    allowBareNamedParameters: flag('allowBareNamedParameters', true),
    allowUnknownNamedParameters: flag('allowUnknownNamedParameters', false), defensive: flag('defensive', true),
  };
}

class DatabaseSync {
  #native = new Database();
  #path;
  #options;

  /** @param {string|Uint8Array|URL} path ':memory:' for a database of its own @param {object} [options] */
  constructor(path, options = undefined) {
    this.#path = pathOf(path);
    this.#options = readOptions(options);
    require('internal/permission/check').checkPermission('FileSystemRead', this.#path);
    require('internal/permission/check').checkPermission('FileSystemWrite', this.#path);
    if (this.#options.open) this.open();
  }

  open() {
    if (this.#native.isOpen()) throw stateError('database is already open');
    const { readOnly, foreignKeys, doubleQuoted, timeout, defensive } = this.#options;
    this.#native.open(this.#path, readOnly, foreignKeys, doubleQuoted, timeout, defensive);
  }

  close() {
    this.#native.close();
  }

  /** @param {string} sql @returns {StatementSync} */
  prepare(sql) {
    this.#requireOpen();
    requireString(sql, 'sql');
    const native = this.#native.prepare(sql);
    if (native === undefined) {
      throw Object.assign(new TypeError('The SQL query contains no statements.'), { code: 'ERR_INVALID_ARG_VALUE' });
    }
    return makeStatement(native, this.#options);
  }

  /** Runs every statement of a text. @param {string} sql */
  exec(sql) {
    this.#requireOpen();
    requireString(sql, 'sql');
    this.#native.exec(sql);
  }

  /** A function that SQL can call. @param {string} name @param {object} [options] @param {Function} callback */
  function(name, options, callback = undefined) {
    this.#requireOpen();
    requireString(name, 'name');
    if (callback === undefined) {
      callback = options;
      options = {};
    } else {
      requireObject(options, 'options');
    }
    const flag = (option) => booleanOption(options, option, false);
    const bigint = flag('useBigIntArguments');
    const varargs = flag('varargs');
    const deterministic = flag('deterministic');
    const directOnly = flag('directOnly');
    if (typeof callback !== 'function') throw argumentError('function', 'a function');
    this.#native.createFunction(name, varargs ? -1 : callback.length, deterministic, directOnly, bigint, callback);
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

  get isOpen() {
    return this.#native.isOpen();
  }

  get isTransaction() {
    this.#requireOpen();
    return this.#native.inTransaction();
  }

  [Symbol.dispose]() {
    if (this.#native.isOpen()) this.#native.close();
  }

  #requireOpen() {
    if (!this.#native.isOpen()) throw stateError('database is not open');
  }
}
for (const name of ['isOpen', 'isTransaction']) {
  Object.defineProperty(DatabaseSync.prototype, name, { __proto__: null, enumerable: true });
}

const MISSING = [
  'createTagStore', 'aggregate', 'createSession', 'applyChangeset', 'enableLoadExtension', 'loadExtension', 'serialize',
  'deserialize', 'setAuthorizer',
];
for (const name of MISSING) {
  const method = function() {
    throw new ERR_METHOD_NOT_IMPLEMENTED(`DatabaseSync.prototype.${name}`);
  };
  Object.defineProperty(DatabaseSync.prototype, name, { __proto__: null, value: method, writable: true, configurable: true });
}

module.exports = { DatabaseSync };
