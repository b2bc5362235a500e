'use strict';
// Values of command line options, by their long name ('--trace-warnings'). Callers: all of lib/.
// Source: the table in src/runtime/option_table.inc; booleans are asked for without "no-".

const { hasStarted } = require('internal/at_start');
const { get } = binding('options');
const values = new Map();

/**
 * @param {string} name
 * @returns {boolean|string|number|string[]|undefined} undefined: there is no such option
 */
function getOptionValue(name) {
  let value = values.get(name);
  if (value === undefined) {
    if (!hasStarted()) throw new Error(`${name} is read before the program's start: the snapshot would freeze it`);
    value = get(name);
    values.set(name, value);
  }
  return value;
}

module.exports = { getOptionValue };
