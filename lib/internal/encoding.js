'use strict';
// TextEncoder and TextDecoder (https://encoding.spec.whatwg.org/). UTF-8 is decoded by binding('buffer')'s kin, every other
// encoding by an ICU converter that the decoder owns.

const {
  codes: { ERR_ENCODING_INVALID_ENCODED_DATA, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { isUint8Array } = require('internal/buffer/checks');
const { isAnyArrayBuffer } = binding('buffer');
const native = binding('encoding');

const kOptionFlags = 1 | 2 | 4;  // of validateObject: null, arrays and functions pass

/** What white space around a label is: tab, line feed, form feed, carriage return, space. */
const kAroundLabel = /^[\t\n\f\r ]+|[\t\n\f\r ]+$/g;

/**
 * @param {string} label
 * @returns {string | undefined} the encoding's name
 */
function encodingFromLabel(label) {
  if (label === 'utf-8' || label === 'utf8') return 'utf-8';
  return require('internal/encoding_labels').nameOf(label.replace(kAroundLabel, '').toLowerCase());
}

function inspectAs(object, properties, depth, options) {
  const { inspect } = require('internal/util/inspect');
  const name = object.constructor?.name ?? properties.name;
  if (typeof depth === 'number' && depth < 0) return options.stylize(`[${name}]`, 'special');
  return `${name} ${inspect(properties, options)}`;
}

// ---- TextEncoder ----

const progress = new Uint32Array(2);

class TextEncoder {
  #brand = true;

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#brand in value)) throw new ERR_INVALID_THIS('TextEncoder');
  }

  get encoding() {
    TextEncoder.#check(this);
    return 'utf-8';
  }

  encode(input = '') {
    TextEncoder.#check(this);
    return native.encode(`${input}`);
  }

  encodeInto(src, dest) {
    TextEncoder.#check(this);
    validateString(src, 'src');
    if (!isUint8Array(dest)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    native.encodeInto(src, dest, progress);
    return { read: progress[0], written: progress[1] };
  }

  [customInspectSymbol](depth, options) {
    TextEncoder.#check(this);
    const { inspect } = require('internal/util/inspect');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[TextEncoder]', 'special');
    return inspect({ encoding: 'utf-8' }, options);
  }
}

Object.defineProperties(TextEncoder.prototype, {
  encode: kEnumerableProperty,
  encodeInto: kEnumerableProperty,
  encoding: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'TextEncoder', configurable: true },
});

// ---- TextDecoder ----

const kNothing = new Uint8Array();

/**
 * Node has several ways to decode, and those that are native word the error differently.
 * @param {string|undefined} nativeName of the argument on a native way
 */
function requireBytes(input, nativeName) {
  if (ArrayBuffer.isView(input) || isAnyArrayBuffer(input)) return;
  if (nativeName === undefined) throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'ArrayBufferView'], input);
  const error = new TypeError(
    `The "${nativeName}" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #streaming = false;  // whether the last call left the stream open
  #bomSeen = false;    // whether anything of this stream has come out
  #pending;            // UTF-8: the bytes of a character whose rest is missing
  #converter;          // other encodings: the ICU converter
  #upperHalf;          // or the table of a single-byte encoding

  constructor(encoding = 'utf-8', options = undefined) {
    encoding = `${encoding}`;
    if (options !== undefined) validateObject(options, 'options', kOptionFlags);
    const name = encodingFromLabel(encoding);
    // What is named `replacement` is not to be decoded.
    if (name === undefined || name === 'replacement') throw new ERR_ENCODING_NOT_SUPPORTED(name ?? encoding);
    this.#encoding = name;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    if (name === 'utf-8') return;
    const { converterOf, upperHalf } = require('internal/encoding_labels');
    this.#upperHalf = upperHalf(name, (bytes) => new native.Decoder(converterOf(name), false).decode(bytes, true));
    if (this.#upperHalf !== undefined) return;
    this.#converter = new native.Decoder(converterOf(name), this.#fatal);
    if (!this.#converter.valid()) throw new ERR_ENCODING_NOT_SUPPORTED(encoding);
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#fatal in value)) throw new ERR_INVALID_THIS('TextDecoder');
  }

  decode(input = kNothing, options = undefined) {
    TextDecoder.#check(this);
    if (options !== undefined) validateObject(options, 'options', kOptionFlags);
    const stream = Boolean(options?.stream);
    const isWholeUtf8 = this.#encoding === 'utf-8' && !stream && !this.#streaming;
    requireBytes(input, isWholeUtf8 ? 'list' : this.#converter && 'input');
    if (this.#encoding === 'utf-8') {
      if (isWholeUtf8) return this.#decodeWhole(input);
      return this.#decodeUtf8Part(input, stream);
    }
    if (this.#upperHalf !== undefined) {
      return this.#finish(native.decodeTable(input, this.#upperHalf, this.#fatal), stream);
    }
    const text = this.#converter.decode(input, !stream);
    return this.#finish(text, stream);
  }

  /** The usual case: all of the text at once. */
  #decodeWhole(input) {
    const text = native.decodeUtf8(input, this.#fatal, !this.#ignoreBOM);
    if (text === undefined) throw new ERR_ENCODING_INVALID_ENCODED_DATA('utf-8', undefined);
    return text;
  }

  #decodeUtf8Part(input, stream) {
    let bytes = ArrayBuffer.isView(input) ?
      new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input);
    if (this.#pending !== undefined) {
      const joined = new Uint8Array(this.#pending.length + bytes.length);
      joined.set(this.#pending);
      joined.set(bytes, this.#pending.length);
      bytes = joined;
      this.#pending = undefined;
    }
    if (stream) {
      const tail = native.incompleteTail(bytes);
      if (tail > 0) {
        this.#pending = bytes.slice(bytes.length - tail);
        bytes = bytes.subarray(0, bytes.length - tail);
      }
    }
    return this.#finish(native.decodeUtf8(bytes, this.#fatal, false), stream);
  }

  /** Removes the byte order mark at the start of a stream, and ends or goes on with it. */
  #finish(text, stream) {
    if (text === undefined) {
      this.#reset();
      throw new ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding, undefined);
    }
    if (!this.#bomSeen && text !== '') {
      this.#bomSeen = true;
      const marked = this.#encoding === 'utf-8' || this.#encoding.startsWith('utf-16');
      if (marked && !this.#ignoreBOM && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    if (stream) this.#streaming = true;
    else this.#reset();
    return text;
  }

  #reset() {
    this.#streaming = false;
    this.#bomSeen = false;
    this.#pending = undefined;
    this.#converter?.reset();
  }

  get encoding() {
    TextDecoder.#check(this);
    return this.#encoding;
  }

  get fatal() {
    TextDecoder.#check(this);
    return this.#fatal;
  }

  get ignoreBOM() {
    TextDecoder.#check(this);
    return this.#ignoreBOM;
  }

  [customInspectSymbol](depth, options) {
    TextDecoder.#check(this);
    const { encoding, fatal, ignoreBOM } = this;
    return inspectAs(this, { encoding, fatal, ignoreBOM }, depth, options);
  }
}

Object.defineProperties(TextDecoder.prototype, {
  decode: kEnumerableProperty,
  encoding: kEnumerableProperty,
  fatal: kEnumerableProperty,
  ignoreBOM: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'TextDecoder', configurable: true },
});

module.exports = { TextDecoder, TextEncoder, encodingFromLabel };
