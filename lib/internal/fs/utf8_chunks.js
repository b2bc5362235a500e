'use strict';
// What waits in an fs.Utf8Stream: text or bytes, joined to chunks of at most `maxWrite` while they wait.
// Caller: internal/fs/utf8_stream. Rules: lengths are those of the data (UTF-16 units or bytes); a piece that is longer than maxWrite
// stays whole; take() answers an empty chunk when nothing waits.

const { getBuffer } = require('internal/fs/args');

class TextChunks {
  empty = '';
  size = 0;
  #waiting = [];
  #maxWrite;

  constructor(maxWrite) {
    this.#maxWrite = maxWrite;
  }

  /** @param {string} text */
  add(text) {
    const last = this.#waiting.length - 1;
    if (last < 0 || this.#waiting[last].length + text.length > this.#maxWrite) this.#waiting.push(text);
    else this.#waiting[last] += text;
    this.size += text.length;
  }

  /** @returns {string} the first chunk, which no longer waits */
  take() {
    const chunk = this.#waiting.shift() ?? this.empty;
    this.size -= chunk.length;
    return chunk;
  }

  /** @param {string} chunk takes the first place again */
  putBack(chunk) {
    this.#waiting.unshift(chunk);
    this.size += chunk.length;
  }

  /**
   * What is left when `written` bytes of `chunk` are out. A character that was cut is left whole.
   * @param {string} chunk
   * @param {number} written
   */
  rest(chunk, written) {
    const total = getBuffer().byteLength(chunk);
    if (!(written < total)) return this.empty;
    if (total === chunk.length) return chunk.slice(written);
    let units = 0;
    for (const character of chunk) {
      written -= getBuffer().byteLength(character);
      if (written < 0) break;
      units += character.length;
    }
    return chunk.slice(units);
  }
}

class BufferChunks {
  empty = getBuffer().alloc(0);
  size = 0;
  #waiting = [];  // lists of buffers that make one chunk
  #lengths = [];
  #maxWrite;

  constructor(maxWrite) {
    this.#maxWrite = maxWrite;
  }

  /** @param {Buffer} bytes */
  add(bytes) {
    const last = this.#waiting.length - 1;
    if (last < 0 || this.#lengths[last] + bytes.length > this.#maxWrite) {
      this.#waiting.push([bytes]);
      this.#lengths.push(bytes.length);
    } else {
      this.#waiting[last].push(bytes);
      this.#lengths[last] += bytes.length;
    }
    this.size += bytes.length;
  }

  /** @returns {Buffer} the first chunk, which no longer waits */
  take() {
    if (this.#waiting.length === 0) return this.empty;
    const parts = this.#waiting.shift();
    const length = this.#lengths.shift();
    this.size -= length;
    return parts.length === 1 ? parts[0] : getBuffer().concat(parts, length);
  }

  /** @param {Buffer} chunk takes the first place again */
  putBack(chunk) {
    this.#waiting.unshift([chunk]);
    this.#lengths.unshift(chunk.length);
    this.size += chunk.length;
  }

  /**
   * @param {Buffer} chunk
   * @param {number} written
   */
  rest(chunk, written) {
    return written < chunk.length ? chunk.subarray(written) : this.empty;
  }
}

module.exports = { BufferChunks, TextChunks };
