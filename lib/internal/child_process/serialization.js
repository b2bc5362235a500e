'use strict';
// Messages of an IPC channel as bytes. A codec turns one message into what is written, and pieces of the stream into
// messages. 'json': one line of JSON each. 'advanced': a big-endian length of four bytes, then V8's structured clone.
// Callers: ipc.js. Source: Node's documentation, child_process "Advanced serialization".

class JsonCodec {
  #rest = [];  // the pieces of a line that is not complete

  /** @returns {string} */
  encode(message) {
    return `${JSON.stringify(message)}\n`;
  }

  /** @param {Buffer} chunk @returns {unknown[]} the messages that are complete now */
  decode(chunk) {
    const messages = [];
    let start = 0;
    // A newline's byte is part of no other character, so that lines can be cut before they are decoded.
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#rest.push(chunk.subarray(start, end));
      const line = this.#rest.length === 1 ? this.#rest[0] : require('buffer').Buffer.concat(this.#rest);
      this.#rest = [];
      start = end + 1;
      messages.push(JSON.parse(line.toString('utf8')));
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start));
    return messages;
  }
}

class AdvancedCodec {
  #chunks = [];
  #bytes = 0;

  /** @returns {Buffer} */
  encode(message) {
    const { serialize } = require('internal/v8/serialization');
    const body = serialize(message);
    const frame = require('buffer').Buffer.allocUnsafe(4 + body.length);
    frame.writeUInt32BE(body.length, 0);
    frame.set(body, 4);
    return frame;
  }

  decode(chunk) {
    const { Buffer } = require('buffer');
    const { deserialize } = require('internal/v8/serialization');
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const messages = [];
    while (this.#bytes >= 4) {
      // Joined only when a whole message may be there.
      if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
      const bytes = this.#chunks[0];
      const size = 4 + bytes.readUInt32BE(0);
      if (bytes.length < size) break;
      messages.push(deserialize(bytes.subarray(4, size)));
      this.#chunks = [bytes.subarray(size)];
      this.#bytes -= size;
    }
    return messages;
  }
}

/** @param {'json'|'advanced'} mode */
function makeCodec(mode) {
  return mode === 'advanced' ? new AdvancedCodec() : new JsonCodec();
}

module.exports = { makeCodec };
