'use strict';
// setTimeout() of sessions and streams: a timer that activity refreshes. Callers: internal/http2/session, internal/http2/stream.

const { kTimeout, kUpdateTimer } = require('internal/http2/symbols');
const { validateFunction, validateNumber } = require('internal/validators');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const timers = require('timers');

function onTimer(target) {
  target._onTimeout();
}

/**
 * The method setTimeout.
 * @param {number} msecs 0 ends the timer
 * @param {Function} [callback] of 'timeout'
 */
function setStreamTimeout(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  if (callback !== undefined) validateFunction(callback, 'callback');
  clearTimer(this);
  if (msecs === 0) {
    if (callback !== undefined) this.removeListener('timeout', callback);
    return this;
  }
  this[kTimeout] = timers.setTimeout(onTimer, msecs, this);
  this[kTimeout].unref();
  this[kUpdateTimer]();
  if (callback !== undefined) this.once('timeout', callback);
  return this;
}

function clearTimer(target) {
  if (target[kTimeout] !== null) timers.clearTimeout(target[kTimeout]);
  target[kTimeout] = null;
}

module.exports = { clearTimer, setStreamTimeout };
