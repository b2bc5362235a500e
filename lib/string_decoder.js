'use strict';

// The public module `string_decoder`: bytes to text when characters may be cut between chunks.
// Callers: Readable.setEncoding, readline, users.
// Rules:
// - `#held` are the bytes of a character that is not complete (at most 4), `#missing` how many more it needs;
// - a held byte sequence that turns out wrong decodes to U+FFFD together with what follows it, as one pass would;
// - encodings of whole bytes (latin1, ascii, hex) hold nothing.

const { Buffer } = require('buffer');
const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_THIS,
    ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors');
const { normalizeEncoding } = require('internal/util');
const { toBuffer } = require('internal/streams/chunks');

const kNativeDecoder = Symbol('kNativeDecoder');

function normalize(encoding) {
  const name = typeof encoding === 'symbol' ? undefined : normalizeEncoding(encoding);
  if (name === undefined) {
    if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return name;
}

/** The length of the UTF-8 sequence that `byte` starts; 1 for every other byte. */
function utf8Length(byte) {
  if ((byte & 0xe0) === 0xc0) return 2;
  if ((byte & 0xf0) === 0xe0) return 3;
  if ((byte & 0xf8) === 0xf0) return 4;
  return 1;
}

/** How many bytes at the end of `bytes` start a character that goes on, and how many it lacks. */
const tails = {
  utf8(bytes) {
    const limit = Math.max(0, bytes.length - 4);
    for (let i = bytes.length - 1; i >= limit; --i) {
      if ((bytes[i] & 0xc0) === 0x80) continue;
      const held = bytes.length - i;
      const missing = utf8Length(bytes[i]) - held;
      return missing > 0 ? { held, missing } : undefined;
    }
    return undefined;
  },
  utf16le(bytes) {
    if (bytes.length % 2 === 1) return { held: 1, missing: 1 };
    return isHighSurrogateAt(bytes, bytes.length - 2) ? { held: 2, missing: 2 } : undefined;
  },
  base64(bytes) {
    const held = bytes.length % 3;
    return held > 0 ? { held, missing: 3 - held } : undefined;
  },
};
tails.base64url = tails.base64;

function isHighSurrogateAt(bytes, i) {
  return i >= 0 && (bytes[i + 1] & 0xfc) === 0xd8;
}

class Decoder {
  held = Buffer.alloc(4);
  heldLength = 0;
  missing = 0;

  constructor(encoding) {
    this.encoding = encoding;
    this.tailOf = tails[encoding];
  }

  write(bytes) {
    if (this.tailOf === undefined) return bytes.toString(this.encoding);
    let text = '';
    if (this.missing > 0) {
      const used = this.complete(bytes);
      // Still not enough, and nothing wrong: nothing to tell yet.
      if (this.missing > 0) return '';
      text = this.takeHeld();
      bytes = bytes.subarray(used);
    }
    if (bytes.length === 0) return text;
    const tail = this.tailOf(bytes);
    if (tail === undefined) return text + bytes.toString(this.encoding);
    const end = bytes.length - tail.held;
    bytes.copy(this.held, 0, end);
    this.heldLength = tail.held;
    this.missing = tail.missing;
    return end === 0 ? text : text + bytes.toString(this.encoding, 0, end);
  }

  /** Moves bytes to the held ones until the character is complete or broken; returns how many. */
  complete(bytes) {
    let used = 0;
    while (used < bytes.length && this.missing > 0) {
      if (this.encoding === 'utf8' && (bytes[used] & 0xc0) !== 0x80) {
        this.missing = 0;
        break;
      }
      this.held[this.heldLength++] = bytes[used++];
      this.missing--;
    }
    return used;
  }

  takeHeld() {
    const text = this.held.toString(this.encoding, 0, this.heldLength);
    this.heldLength = 0;
    return text;
  }

  end() {
    if (this.encoding === 'utf16le' && this.heldLength % 2 === 1) this.heldLength--;
    this.missing = 0;
    return this.heldLength > 0 ? this.takeHeld() : '';
  }
}

/** @param {string} [encoding] */
function StringDecoder(encoding) {
  this.encoding = normalize(encoding);
  Object.defineProperty(this, kNativeDecoder, { __proto__: null, value: new Decoder(this.encoding) });
}

function decoderOf(self) {
  const decoder = self?.[kNativeDecoder];
  if (decoder === undefined) throw new ERR_INVALID_THIS('StringDecoder');
  return decoder;
}

/**
 * Decodes what is complete so far and keeps the rest.
 * @param {string | Buffer | ArrayBufferView} buf
 * @returns {string}
 */
StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  return decoderOf(this).write(buf instanceof Buffer ? buf : toBuffer(buf));
};

/**
 * Decodes a last chunk and what was kept.
 * @param {string | Buffer | ArrayBufferView} [buf]
 * @returns {string}
 */
StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  return text + decoderOf(this).end();
};

/** Old form: forgets what was kept and decodes `buf` from `offset` on. */
StringDecoder.prototype.text = function text(buf, offset) {
  const decoder = decoderOf(this);
  decoder.missing = 0;
  decoder.heldLength = 0;
  return this.write(buf.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return decoderOf(this).held;
    },
  },
  lastNeed: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return decoderOf(this).missing;
    },
  },
  lastTotal: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      const decoder = decoderOf(this);
      return decoder.heldLength + decoder.missing;
    },
  },
});

module.exports = { StringDecoder };
