'use strict';
// database.limits: how large what a connection takes may be (https://sqlite.org/c3ref/limit.html). Caller: database.js.
// The values are the object's own properties, so that it prints and compares as a plain one; each write goes to SQLite,
// which may allow less, and is read back.

const { stateError } = require('internal/sqlite/errors');
const { argumentError } = require('internal/sqlite/arguments');

// Name -> SQLITE_LIMIT_*, in the order of SQLite's numbers.
const NAMES = [
  'length', 'sqlLength', 'column', 'exprDepth', 'compoundSelect', 'vdbeOp', 'functionArg', 'attach', 'likePatternLength',
  'variableNumber', 'triggerDepth',
];
const MAX = 2147483647;
const ASK = -1;

function checkLimit(value) {
  if (value === Infinity) return MAX;
  if (typeof value !== 'number' || value !== (value | 0)) {
    throw Object.assign(new TypeError('Limit value must be a non-negative integer or Infinity.'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  if (value < 0) throw Object.assign(new RangeError('Limit value must be non-negative.'), { code: 'ERR_OUT_OF_RANGE' });
  return value;
}

/** @param {object} native the database's @returns {object} */
function makeLimits(native) {
  const values = {};
  const refresh = () => NAMES.forEach((name, id) => (values[name] = native.limit(id, ASK)));
  const check = () => {
    if (!native.isOpen()) throw stateError('database is not open');
    refresh();
  };
  refresh();
  return new Proxy(values, {
    __proto__: null,
    get(target, name) {
      if (NAMES.includes(name)) check();
      return target[name];
    },
    getOwnPropertyDescriptor(target, name) {
      if (NAMES.includes(name)) check();
      return Object.getOwnPropertyDescriptor(target, name);
    },
    set(target, name, value) {
      const id = NAMES.indexOf(name);
      if (id < 0) {
        target[name] = value;
        return true;
      }
      check();
      native.limit(id, checkLimit(value));
      refresh();
      return true;
    },
  });
}

/** The option `limits` of a database: [id, value] of what it names. @param {object} limits @returns {number[][]} */
function readLimits(limits) {
  const chosen = [];
  NAMES.forEach((name, id) => {
    const value = limits[name];
    if (value === undefined) return;
    const label = `options.limits.${name}`;
    if (typeof value !== 'number' || value !== (value | 0)) throw argumentError(label, 'an integer');
    if (value < 0) {
      throw Object.assign(new RangeError(`The "${label}" argument must be non-negative.`), { code: 'ERR_OUT_OF_RANGE' });
    }
    chosen.push([id, value]);
  });
  return chosen;
}

module.exports = { makeLimits, readLimits };
