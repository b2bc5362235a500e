'use strict';
// The methods of Buffer instances except the numeric ones: text, search, comparison, copying, filling, slicing.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_BUFFER_SIZE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING },
} = require('internal/errors');
const { validateInteger, validateNumber } = require('internal/validators');
const { customInspectSymbol } = require('internal/util');
const { encodingOps, putLatin1, putUtf8, utf8, writesUnits } = require('internal/buffer/encodings');
const { isUint8Array } = require('internal/buffer/checks');
const native = binding('buffer');
const {
  compare: compareBytes, compareRange, copy: copyBytes, copyAnywhere, equals: equalBytes, hexSlice, indexOf: findBytes,
  indexOfNumber, utf8Slice, utf8Write,
} = native;

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const typedArrayLength = Object.getOwnPropertyDescriptor(TypedArrayPrototype, 'length').get;
const { copyWithin: typedArrayCopyWithin, fill: typedArrayFill, set: typedArraySet } = TypedArrayPrototype;
const memoryOf = Object.getOwnPropertyDescriptor(TypedArrayPrototype, 'buffer').get;
const offsetOf = Object.getOwnPropertyDescriptor(TypedArrayPrototype, 'byteOffset').get;

const kNativeMethods = [
  'asciiSlice', 'base64Slice', 'base64urlSlice', 'latin1Slice', 'hexSlice', 'ucs2Slice', 'utf8Slice',
  'asciiWrite', 'base64Write', 'base64urlWrite', 'latin1Write', 'hexWrite', 'ucs2Write', 'utf8Write',
];

// Lengths up to here go to the quick natives, whose offsets are 32 bits wide.
const kSmall = 0x7fffffff;

const kShortSwap = 64;

// v8::PropertyFilter
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

let inspectMaxBytes = 50;
let fromString;
let FastBuffer;

function requireOps(encoding) {
  const ops = encodingOps(encoding);
  if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return ops;
}

// ---- Filling ----

/** The encoding argument of `fill`, checked; undefined stands for UTF-8. */
function fillEncoding(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return utf8;
  if (typeof encoding !== 'string') throw new ERR_INVALID_ARG_TYPE('encoding', 'string', encoding);
  return requireOps(encoding);
}

/** The byte that text without more than one (no text is a zero) stands for; -1 if the text has to be encoded. */
function singleByte(text, ops) {
  if (text.length === 0) return 0;
  const unit = text.length === 1 && (ops === utf8 || writesUnits(ops)) ? text.charCodeAt(0) : -1;
  return unit < 0x80 ? unit : -1;
}

/** Repeats `pattern` over [offset, end). */
function repeatPattern(buffer, pattern, offset, end) {
  const size = Math.min(pattern.length, end - offset);
  typedArraySet.call(buffer, size === pattern.length ? pattern : pattern.subarray(0, size), offset);
  for (let done = size; offset + done < end; done *= 2) {
    typedArrayCopyWithin.call(buffer, offset + done, offset, Math.min(offset + done, end - done));
  }
}

/**
 * @param {Uint8Array} buffer
 * @param {any} value
 * @param {number | string} [offset]
 * @param {number | string} [end]
 * @param {string} [encoding]
 */
function fillBuffer(buffer, value, offset, end, encoding) {
  let ops = utf8;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      // Without an offset no argument behind it counts, as in Node.
      encoding = offset;
      offset = 0;
      end = buffer.length;
    } else if (typeof end === 'string') {
      encoding = end;
      end = buffer.length;
    }
    ops = fillEncoding(encoding);
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    validateInteger(offset, 'offset', 0);
    if (end === undefined) end = buffer.length;
    else validateInteger(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (typeof value === 'string') {
    const byte = singleByte(value, ops);
    if (byte >= 0) typedArrayFill.call(buffer, byte, offset, end);
    else fillWithPattern(buffer, fromString(value, ops.name), value, offset, end);
  } else if (ArrayBuffer.isView(value)) {
    const { byteLength } = value;
    fillWithPattern(buffer, new Uint8Array(value.buffer, value.byteOffset, byteLength), value, offset, end);
  } else {
    typedArrayFill.call(buffer, +value & 255, offset, end);
  }
  return buffer;
}

function fillWithPattern(buffer, pattern, value, offset, end) {
  if (pattern.length === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
  if (pattern.length === 1) typedArrayFill.call(buffer, pattern[0], offset, end);
  else repeatPattern(buffer, pattern, offset, end);
}

// ---- Copying ----

/** A position for `copy`: what is no finite number counts as 0. */
function toPosition(value) {
  value = Math.trunc(+value);
  return Number.isFinite(value) ? value : 0;
}

function copyInto(source, target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBuffer.isView(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (!ArrayBuffer.isView(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  if (targetStart === undefined) {
    targetStart = 0;
  } else {
    targetStart = toPosition(targetStart);
    if (targetStart < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  }
  if (sourceStart === undefined) {
    sourceStart = 0;
  } else {
    sourceStart = toPosition(sourceStart);
    if (sourceStart < 0 || sourceStart > source.byteLength) {
      throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${source.byteLength}`, sourceStart);
    }
  }
  if (sourceEnd === undefined) {
    sourceEnd = source.byteLength;
  } else {
    sourceEnd = toPosition(sourceEnd);
    if (sourceEnd < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  }
  if (targetStart >= target.byteLength || sourceStart >= sourceEnd) return 0;
  const size = Math.min(sourceEnd - sourceStart, target.byteLength - targetStart, source.byteLength - sourceStart);
  if (size <= 0) return size;
  if (sourceStart === 0 && size === source.length && isUint8Array(source) && isUint8Array(target)) {
    typedArraySet.call(target, source, targetStart);
    return size;
  }
  // The quick call cannot reach the memory of some small arrays, and says so with -1.
  if (copyBytes(source, target, targetStart, sourceStart, size) < 0) {
    copyAnywhere(source, target, targetStart, sourceStart, size);
  }
  return size;
}

// ---- Searching ----

/** `byteOffset` as a number; NaN, and what is not a number, means "from the near end". */
function searchStart(byteOffset, length, forward) {
  // Compared before it is converted: a BigInt this large is a position, a small one a TypeError.
  if (byteOffset > 0x7fffffff) return 0x7fffffff;
  if (byteOffset < -0x80000000) return -0x80000000;
  byteOffset = +byteOffset;
  if (Number.isNaN(byteOffset)) return forward ? 0 : length;
  return Math.trunc(byteOffset);
}

/**
 * @param {Uint8Array} buffer
 * @param {any} value
 * @param {any} byteOffset or the encoding
 * @param {any} end or the encoding
 * @param {any} encoding
 * @param {boolean} forward
 * @returns {number}
 */
function search(buffer, value, byteOffset, end, encoding, forward) {
  if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
    if (typeof end === 'string') end = undefined;
  } else if (typeof end === 'string') {
    encoding = end;
    end = undefined;
  }
  if (end !== undefined) {
    if (byteOffset < 0) byteOffset = Math.max(byteOffset + buffer.byteLength, 0);
    buffer = new Uint8Array(buffer.buffer, buffer.byteOffset, clampIndex(Math.max(end, 0), buffer.byteLength));
  }
  const start = searchStart(byteOffset, buffer.byteLength, forward);
  if (typeof value === 'number') return indexOfNumber(buffer, value & 255, start, forward);
  if (typeof value === 'string') {
    const ops = typeof encoding === 'string' ? requireOps(encoding) : utf8;
    return findBytes(buffer, value, start, ops.index, forward);
  }
  if (isUint8Array(value)) {
    if (value.byteLength > buffer.byteLength) return -1;  // also where UTF-16 would leave out an odd byte
    const ops = (encoding === undefined ? utf8 : encodingOps(encoding)) ?? utf8;
    return findBytes(buffer, value, start, ops.index, forward);
  }
  throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

// ---- Slicing ----

/** A relative index, clamped to [0, length]. */
function clampIndex(index, length) {
  index = Math.trunc(+index) || 0;
  if (index < 0) return Math.max(index + length, 0);
  return Math.min(index, length);
}

function view(buffer, start, end) {
  const { length } = buffer;
  const first = start === undefined ? 0 : clampIndex(start, length);
  const last = end === undefined ? length : clampIndex(end, length);
  return new FastBuffer(memoryOf.call(buffer), offsetOf.call(buffer) + first, last > first ? last - first : 0);
}

function requireMultiple(buffer, size) {
  if (Reflect.apply(typedArrayLength, buffer, []) % size !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${size * 8}-bits`);
}

/** Turns the bytes of each element around. Short ones here: the call would cost more than the work. */
function swap(bytes, size) {
  if (bytes.length > kShortSwap) {
    native.swap(bytes, size);
    return;
  }
  for (let element = 0; element < bytes.length; element += size) {
    for (let i = element, j = element + size - 1; i < j; i++, j--) {
      const byte = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = byte;
    }
  }
}

// ---- Inspection ----

/** What `inspect` adds for properties that are not bytes. */
function inspectExtras(buffer, context) {
  const { inspect } = require('internal/util/inspect');
  const keys = binding('util').getOwnNonIndexProperties(buffer, context.showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE);
  if (keys.length === 0) return '';
  const extras = {};
  for (const key of keys) extras[key] = buffer[key];
  const text = inspect(extras, { ...context, breakLength: Infinity, compact: true });
  return text.slice(2, -2);
}

const methods = {
  copy(target, targetStart, sourceStart, sourceEnd) {
    return copyInto(this, target, targetStart, sourceStart, sourceEnd);
  },

  toString(encoding, start, end) {
    if (arguments.length === 0) return utf8Slice.call(this, 0, this.length);
    const { length } = this;
    if (start <= 0) start = 0;
    else if (start >= length) return '';
    else start = Math.trunc(start) || 0;
    if (end === undefined || end >= length) end = length;
    else end = Math.trunc(end) || 0;
    if (end <= start) return '';
    if (encoding === undefined) return utf8Slice.call(this, start, end);
    return requireOps(encoding).slice(this, start, end);
  },

  equals(otherBuffer) {
    if (!isUint8Array(otherBuffer)) {
      throw new ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], otherBuffer);
    }
    if (this === otherBuffer) return true;
    return this.byteLength === otherBuffer.byteLength && equalBytes(this, otherBuffer);
  },

  inspect(recurseTimes, ctx) {
    const shown = Math.min(inspectMaxBytes, this.length);
    let text = hexSlice.call(this, 0, shown).replace(/(.{2})(?!$)/g, '$1 ');
    const left = this.length - shown;
    if (left > 0) text += ` ... ${left} more byte${left > 1 ? 's' : ''}`;
    if (ctx) {
      const extras = inspectExtras(this, ctx);
      if (extras !== '') text += `${this.length > 0 ? ', ' : ''}${extras}`;
    }
    const { constructor } = this;
    return `<${typeof constructor === 'function' ? constructor.name : 'Buffer'} ${text}>`;
  },

  compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!isUint8Array(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
    if (arguments.length === 1) return compareBytes(this, target);
    if (targetStart === undefined) targetStart = 0;
    else validateInteger(targetStart, 'targetStart', 0);
    if (targetEnd === undefined) targetEnd = target.length;
    else validateInteger(targetEnd, 'targetEnd', 0, target.length);
    if (sourceStart === undefined) sourceStart = 0;
    else validateInteger(sourceStart, 'sourceStart', 0);
    if (sourceEnd === undefined) sourceEnd = this.length;
    else validateInteger(sourceEnd, 'sourceEnd', 0, this.length);
    if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
    if (targetStart >= targetEnd) return 1;
    return compareRange(this, target, sourceStart, sourceEnd, targetStart, targetEnd);
  },

  indexOf(value, byteOffset, end, encoding) {
    return search(this, value, byteOffset, end, encoding, true);
  },

  lastIndexOf(value, byteOffset, end, encoding) {
    return search(this, value, byteOffset, end, encoding, false);
  },

  includes(value, byteOffset, end, encoding) {
    return search(this, value, byteOffset, end, encoding, true) !== -1;
  },

  fill(value, offset, end, encoding) {
    return fillBuffer(this, value, offset, end, encoding);
  },

  write(string, offset, length, encoding) {
    if (offset === undefined) {
      // Whatever the other arguments are.
      encoding = undefined;
      length = this.length;
      offset = 0;
    } else if (length === undefined && typeof offset === 'string') {
      encoding = offset;
      length = this.length;
      offset = 0;
    } else {
      validateInteger(offset, 'offset', 0, this.length);
      const room = this.length - offset;
      if (length === undefined) {
        length = room;
      } else if (typeof length === 'string') {
        encoding = length;
        length = room;
      } else {
        validateInteger(length, 'length', 0, this.length);
        if (length > room) length = room;
      }
    }
    const ops = !encoding || encoding === 'utf8' ? utf8 : requireOps(encoding);
    if (typeof string === 'string' && this.length <= kSmall && isUint8Array(this)) {
      if (ops === utf8) return putUtf8(this, string, offset, length);
      if (writesUnits(ops)) return putLatin1(this, string, offset, length);
    }
    return ops.write(this, string, offset, length);
  },

  toJSON() {
    const length = typedArrayLength.call(this);
    const data = [];
    for (let i = 0; i < length; i++) data.push(this[i]);
    return { type: 'Buffer', data };
  },

  subarray(start, end) {
    return view(this, start, end);
  },

  slice(start, end) {
    // Not `view`: a plain Uint8Array that borrows this method gets a plain one back.
    return this.subarray(start, end);
  },

  swap16() {
    requireMultiple(this, 2);
    swap(this, 2);
    return this;
  },

  swap32() {
    requireMultiple(this, 4);
    swap(this, 4);
    return this;
  },

  swap64() {
    requireMultiple(this, 8);
    swap(this, 8);
    return this;
  },
};

/**
 * Adds the methods to the prototype.
 * @param {typeof Uint8Array} fastBuffer the class
 * @param {(text: string, encoding?: string) => Uint8Array} makeFromString
 */
function addMethods(fastBuffer, makeFromString) {
  FastBuffer = fastBuffer;
  fromString = makeFromString;
  const { prototype } = fastBuffer;
  for (const name of kNativeMethods) prototype[name] = native[name];
  for (const name of ['parent', 'offset']) {
    const from = name === 'parent' ? 'buffer' : 'byteOffset';
    Object.defineProperty(prototype, name, {
      __proto__: null,
      get() { return this instanceof fastBuffer ? this[from] : undefined; },
      enumerable: true,
    });
  }
  for (const name of Object.keys(methods)) prototype[name] = methods[name];
  prototype.toLocaleString = methods.toString;
  prototype[customInspectSymbol] = methods.inspect;
}

const inspectLimit = {
  get() { return inspectMaxBytes; },
  set(value) {
    validateNumber(value, 'INSPECT_MAX_BYTES', 0);
    inspectMaxBytes = value;
  },
};

module.exports = { addMethods, fillBuffer, inspectLimit };
