'use strict';

// High water marks: the defaults, how options choose one, and how a large read raises it.
// Callers: the state classes of Readable and Writable, Transform, the public stream module.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateInteger } = require('internal/validators');

// A gibibyte: a `read(n)` beyond it is a mistake.
const MAX_HIGH_WATER_MARK = 0x40000000;

let defaultBytes = 64 * 1024;
let defaultObjects = 16;

/** @param {boolean} objectMode @returns {number} bytes, or objects in object mode */
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

/** @param {boolean} objectMode @param {number} value */
function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

/**
 * The mark that `options` ask for.
 * @param {{ objectMode: boolean }} state
 * @param {object} options
 * @param {'readableHighWaterMark' | 'writableHighWaterMark'} sideKey the option for one side of a Duplex
 * @param {boolean} isDuplex
 */
function getHighWaterMark(state, options, sideKey, isDuplex) {
  const asked = options.highWaterMark ?? (isDuplex ? options[sideKey] : undefined);
  if (asked === undefined || asked === null) return getDefaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(asked) || asked < 0) {
    throw new ERR_INVALID_ARG_VALUE(`options.${isDuplex ? sideKey : 'highWaterMark'}`, asked);
  }
  return asked;
}

/** The mark after `read(n)` asked for more than the old one: the next power of two. */
function raiseHighWaterMark(n) {
  if (n > MAX_HIGH_WATER_MARK) throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  let mark = 1;
  while (mark < n) mark *= 2;
  return mark;
}

module.exports = {
  getDefaultHighWaterMark,
  getHighWaterMark,
  raiseHighWaterMark,
  setDefaultHighWaterMark,
};
