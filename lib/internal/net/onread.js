'use strict';
// The `onread` option of net sockets: bytes land in the user's buffer, piece by piece, instead of in 'data' events.
// Caller: internal/net/socket.
//
// Rules: the buffer for the next piece is asked for before its bytes are there; what does not fit into it follows in the
// next piece; a callback that answers false, or pauses the socket, gets the rest after resume().

const { isUint8Array } = require('internal/util/types');
const { errnoException } = require('internal/errors');

const UV_ENOBUFS = -105;

class OnRead {
  constructor(buffer, callback) {
    this.take = typeof buffer === 'function' ? buffer : () => buffer;
    this.callback = callback;
    this.target = this.take();
    this.rest = null;
    this.delivering = false;
  }

  /** @param {import('net').Socket} socket @param {Uint8Array} [bytes] none: only what an earlier pause left */
  deliver(socket, bytes) {
    if (bytes !== undefined) this.rest = this.rest === null ? bytes : Buffer.concat([this.rest, bytes]);
    if (this.delivering) return;  // the callback has resumed the socket: the loop below goes on
    this.delivering = true;
    try {
      while (this.rest !== null && socket._handle?.reading) this.deliverPiece(socket);
    } catch (error) {
      process.nextTick(() => { this.deliver(socket); });  // what is left comes all the same
      throw error;
    } finally {
      this.delivering = false;
    }
  }

  deliverPiece(socket) {
    const { rest, target } = this;
    if (!isUint8Array(target) || target.length === 0) {
      socket.destroy(errnoException(UV_ENOBUFS, 'read'));
      return;
    }
    const length = Math.min(target.length, rest.length);
    target.set(rest.subarray(0, length), 0);
    this.rest = length === rest.length ? null : rest.subarray(length);
    const wanted = Reflect.apply(this.callback, socket, [length, target]);
    this.target = this.take();
    if (wanted === false && socket._handle) {
      socket._handle.reading = false;
      socket._handle.readStop();
    }
  }
}

/** @param {unknown} option the option as given @returns {OnRead|undefined} */
function makeOnRead(option) {
  if (option === null || typeof option !== 'object' || typeof option.callback !== 'function') return undefined;
  if (!isUint8Array(option.buffer) && typeof option.buffer !== 'function') return undefined;
  return new OnRead(option.buffer, option.callback);
}

module.exports = { makeOnRead };
