'use strict';

// duplexPair: two Duplex streams, what is written to one is read from the other.
// Callers: the public stream module, tests of TLS and HTTP.
// Rule: a write's callback comes when the other side asks for more; `_final` waits until the other side has ended.

const Duplex = require('internal/streams/duplex');

const kCallback = Symbol('kCallback');
const kOther = Symbol('kOther');

class DuplexSide extends Duplex {
  [kOther] = null;
  [kCallback] = null;

  _read() {
    const callback = this[kCallback];
    if (!callback) return;
    this[kCallback] = null;
    callback();
  }

  _write(chunk, encoding, callback) {
    const other = this[kOther];
    if (chunk.length === 0) {
      process.nextTick(callback);
      return;
    }
    other.push(chunk);
    other[kCallback] = callback;
  }

  _final(callback) {
    this[kOther].on('end', callback);
    this[kOther].push(null);
  }

  /** The other side sees an end, or goes too when this one has failed. */
  _destroy(error, callback) {
    const other = this[kOther];
    if (!other.destroyed) {
      process.nextTick(() => {
        if (error) other.destroy();
        else other.push(null);
      });
    }
    callback(error);
  }
}

/** @param {object} [options] of both Duplex streams @returns {[Duplex, Duplex]} */
function duplexPair(options) {
  const first = new DuplexSide(options);
  const second = new DuplexSide(options);
  first[kOther] = second;
  second[kOther] = first;
  return [first, second];
}

module.exports = duplexPair;
