'use strict';
// setTimeout() of sessions and streams: a timer that activity refreshes. Callers: internal/http2/session, internal/http2/stream.

const { kTimeout, kUpdateTimer } = require('internal/http2/symbols');
const { validateFunction, validateNumber } = require('internal/validators');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const timers = require('timers');

const kSentBytes = Symbol('sentBytes');

function onTimer(target) {
  target._onTimeout();
}

/**
 * Whether a session with output that waits has sent something since the last look: slow is not idle. Then the timer starts anew.
 * @param {object} target session or stream @param {object|undefined} native session
 */
function madeProgress(target, native) {
  if (native === undefined || native.pendingBytes === 0) return false;
  const { bytesSent } = native;
  if (bytesSent === target[kSentBytes]) return false;
  target[kSentBytes] = bytesSent;
  target[kUpdateTimer]();
  return true;
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

module.exports = { clearTimer, madeProgress, setStreamTimeout };
