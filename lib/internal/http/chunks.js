'use strict';
// Bodies in chunked transfer coding (RFC 9112 section 7.1): one chunk a write, or one for all that is written while the
// message is corked. Caller: outgoing.js, whose messages have the state.

const kChunks = Symbol('kChunks');              // what waits while corked: {data, encoding, callback}
const kChunksLength = Symbol('kChunksLength');  // its bytes
const kNonAscii = /[^\0-\x7f]/;

/** What was written while corked becomes one chunk. @returns {boolean} false when the socket wants its 'drain' to be waited for */
function sendCorkedChunks(message) {
  const chunks = message[kChunks];
  const length = message[kChunksLength];
  message[kChunks] = null;
  message[kChunksLength] = 0;
  const callbacks = [];
  message._send(length.toString(16), 'latin1', null);
  message._send('\r\n', 'latin1', null);
  for (const { data, encoding, callback } of chunks) {
    message._send(data, encoding, null);
    if (callback) callbacks.push(callback);
  }
  return message._send('\r\n', 'latin1', callbacks.length === 0 ? null : (error) => {
    for (const callback of callbacks) callback(error);
  });
}

/** @param {string|Uint8Array} chunk @param {number} length of `chunk` in bytes, not 0 @returns {boolean} as of write() */
function writeChunk(message, chunk, encoding, callback, length) {
  if (message.writableCorked && message._headerSent) {
    (message[kChunks] ??= []).push({ data: chunk, encoding, callback });
    message[kChunksLength] += length;
    return message[kChunksLength] < message.writableHighWaterMark;
  }
  const size = length.toString(16);
  const { socket } = message;
  if (socket && Object.hasOwn(socket, 'write')) {  // who has replaced it looks at each part
    message._send(size, 'latin1', null);
    message._send('\r\n', null, null);
    message._send(chunk, encoding, null, length);
    return message._send('\r\n', null, callback);
  }
  // In front of a chunk the head is Latin-1, whatever the chunk's encoding.
  if (typeof chunk === 'string' && (!encoding || encoding === 'utf8' || encoding === 'latin1') &&
      (message._headerSent || !kNonAscii.test(message._header))) {
    return message._send(`${size}\r\n${chunk}\r\n`, encoding, callback);
  }
  message._send(`${size}\r\n`, 'latin1', null);
  message._send(chunk, encoding, null, length);
  return message._send('\r\n', 'latin1', callback);
}

module.exports = { kChunks, kChunksLength, sendCorkedChunks, writeChunk };
