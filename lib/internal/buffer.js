'use strict';
// Buffer: the class, its pool and its static methods (Node's documentation, page "Buffer"). The methods of instances are in
// internal/buffer/methods and internal/buffer/numbers; other built-ins take FastBuffer, `allocUnsafe` and friends from
// here.
//
// Small buffers of unknown content are slices of one uninitialised ArrayBuffer, the pool: making a typed array over
// existing memory is several times cheaper than allocating. A slot is never given back; the pool is replaced when it is
// used up.

const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING },
} = require('internal/errors');
const { validateArray, validateInteger, validateNumber } = require('internal/validators');
const { encodingOps, putLatin1, putUtf8, utf8, writesUnits } = require('internal/buffer/encodings');
const { addNumberMethods } = require('internal/buffer/numbers');
const { isTypedArray, isUint8Array } = require('internal/buffer/checks');
const { byteLengthUtf8, compare: compareBytes, createUnsafe, isAnyArrayBuffer, pin, utf8Write } = binding('buffer');

const kMaxLength = Number.MAX_SAFE_INTEGER;
const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedArrayLength = Object.getOwnPropertyDescriptor(TypedArray.prototype, 'length').get;
const { valueOf: objectValueOf } = Object.prototype;
const { set: typedArraySet, fill: typedArrayFill } = TypedArray.prototype;

// What `new Buffer` would be without its deprecated forms: a plain subclass, which V8 constructs quickly.
class FastBuffer extends Uint8Array {}

/** @typedef {FastBuffer} Buffer */

// ---- The pool ----

let poolSize = 64 * 1024;
let pool;  // FastBuffer over the whole of it
let poolMemory;
let poolUsed = 0;
let zeroFill;
// Every pool: transferring one to another thread would empty buffers that have nothing to do with it.
const pools = new WeakSet();

function renewPool() {
  poolMemory = newMemory(poolSize);
  pin(poolMemory);
  pools.add(poolMemory);
  pool = new FastBuffer(poolMemory);
  poolUsed = 0;
}

/** An ArrayBuffer of unknown content, unless --zero-fill-buffers is on. */
function newMemory(size) {
  zeroFill ??= Boolean(require('internal/options').getOptionValue('--zero-fill-buffers'));
  return zeroFill ? new ArrayBuffer(size) : createUnsafe(size);
}

/** @param {any} memory @returns {boolean} whether it is a pool, which cannot be transferred */
function isPool(memory) {
  return pools.has(memory);
}

/** Makes room for `size` bytes in the pool, starting at poolUsed. */
function reserve(size) {
  if (pool === undefined || size > pool.length - poolUsed || pool.length === 0) renewPool();
}

/** Takes the next `size` reserved bytes. Slots start at multiples of 8, so that other typed arrays fit over them. */
function takeSlot(size) {
  const slot = new FastBuffer(poolMemory, poolUsed, size);
  poolUsed = (poolUsed + size + 7) & ~7;
  return slot;
}

/** @param {number} size @returns {Buffer} of unknown content, perhaps in the pool */
function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size < poolSize >>> 1) {
    reserve(size);
    return takeSlot(size);
  }
  return createUnsafeBuffer(size);
}

/** @param {number} size @returns {Buffer} of unknown content, with memory of its own */
function createUnsafeBuffer(size) {
  return size <= 64 ? new FastBuffer(size) : new FastBuffer(newMemory(size));
}

// ---- Construction ----

let warnedAboutConstructor = false;

/** The deprecated constructor: `new Buffer(size)`, or what Buffer.from takes. */
function Buffer(arg, encodingOrOffset, length) {
  warnAboutConstructor();
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

/** Warns once, unless a package in node_modules made the call. */
function warnAboutConstructor() {
  if (warnedAboutConstructor) return;
  const pending = require('internal/options').getOptionValue('--pending-deprecation');
  if (!pending && require('internal/caller').isCalledFromNodeModules()) return;
  warnedAboutConstructor = true;
  process.emitWarning(
    'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
    'Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005');
}

Object.setPrototypeOf(Buffer, Uint8Array);
Object.defineProperty(FastBuffer.prototype, 'constructor', {
  __proto__: null, value: Buffer, writable: true, enumerable: false, configurable: true,
});
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer, Symbol.species, {
  __proto__: null, get() { return FastBuffer; }, enumerable: false, configurable: true,
});

/**
 * @param {string} text
 * @param {string} [encoding]
 * @returns {Buffer}
 */
function fromString(text, encoding) {
  let ops = utf8;
  if (encoding !== 'utf8' && typeof encoding === 'string' && encoding !== '') {
    ops = encodingOps(encoding);
    if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  const units = text.length;
  if (units === 0) return new FastBuffer();
  return ops === utf8 ? fromUtf8(text, units) : fromEncoded(text, ops);
}

function fromUtf8(text, units) {
  let most = units * 3;
  if (most >= poolSize >>> 1) {
    most = byteLengthUtf8(text);
    if (most >= poolSize >>> 1) {
      const buffer = createUnsafeBuffer(most);
      utf8Write.call(buffer, text, 0, most);
      return buffer;
    }
  }
  // Written into the pool first and cut to size after, which saves a pass over the text for its length.
  reserve(most);
  return takeSlot(putUtf8(pool, text, poolUsed, most));
}

function fromEncoded(text, ops) {
  const size = ops.byteLength(text);
  if (size <= 0) return new FastBuffer();
  if (size < poolSize >>> 1) {
    reserve(size);
    if (writesUnits(ops)) return takeSlot(putLatin1(pool, text, poolUsed, size));
    return takeSlot(ops.write(pool, text, poolUsed, size));
  }
  const buffer = createUnsafeBuffer(size);
  const written = ops.write(buffer, text, 0, size);
  return written === size ? buffer : new FastBuffer(buffer.buffer, 0, written);
}

/** @param {ArrayBufferLike} memory shared, not copied */
function fromArrayBuffer(memory, byteOffset, length) {
  byteOffset = byteOffset === undefined ? 0 : +byteOffset || 0;
  const available = memory.byteLength - byteOffset;
  if (available < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  // Without a length the view follows a resizable buffer.
  if (length === undefined) return new FastBuffer(memory, byteOffset);
  length = +length;
  if (!(length > 0)) length = 0;
  if (length > available) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return new FastBuffer(memory, byteOffset, length);
}

function fromArrayLike(values) {
  const { length } = values;
  if (!(length > 0)) return new FastBuffer();
  const buffer = allocate(length);
  if (isTypedArray(values)) {
    typedArraySet.call(buffer, values, 0);
  } else {
    // Several times faster than set(), which asks an array for its elements in the most general way.
    const size = buffer.length;
    for (let i = 0; i < size; i++) buffer[i] = values[i];
  }
  return buffer;
}

/** Bytes of an object that is array-like or a parsed Buffer.toJSON(); undefined for others. */
function fromObject(object) {
  if (object.length !== undefined || isAnyArrayBuffer(object.buffer)) {
    return typeof object.length === 'number' ? fromArrayLike(object) : new FastBuffer();
  }
  if (object.type === 'Buffer' && Array.isArray(object.data)) return fromArrayLike(object.data);
  return undefined;
}

/**
 * @param {any} value
 * @param {string | number} [encodingOrOffset]
 * @param {number} [length]
 * @returns {Buffer}
 */
Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isUint8Array(value) && value.valueOf === objectValueOf) return fromArrayLike(value);
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return from(primitive, encodingOrOffset, length);
    }
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const text = value[Symbol.toPrimitive]('string');
      if (typeof text === 'string') return fromString(text, encodingOrOffset);
    }
  }
  throw new ERR_INVALID_ARG_TYPE(
    'first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

/**
 * A copy of the bytes of some elements.
 * @param {TypedArray} view
 * @param {number} [offset] in elements
 * @param {number} [length] in elements
 * @returns {Buffer}
 */
Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  let viewLength;
  try {
    viewLength = typedArrayLength.call(view);
  } catch {
    throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  }
  if (viewLength === 0) return new FastBuffer();
  if (offset === undefined) offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (offset >= viewLength) return new FastBuffer();
  let end = viewLength;
  if (length !== undefined) {
    validateInteger(length, 'length', 0);
    end = Math.min(offset + length, viewLength);
  }
  const step = view.BYTES_PER_ELEMENT;
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset + offset * step, (end - offset) * step));
};

/** @param {...number} items @returns {Buffer} */
Buffer.of = function of(...items) {
  const buffer = createUnsafeBuffer(items.length);
  for (let i = 0; i < items.length; i++) buffer[i] = items[i];
  return buffer;
};

/**
 * @param {number} size
 * @param {any} [fill]
 * @param {string} [encoding]
 * @returns {Buffer}
 */
Buffer.alloc = function alloc(size, fill, encoding) {
  validateNumber(size, 'size', 0, kMaxLength);
  if (fill !== undefined && fill !== 0 && size > 0) {
    const buffer = createUnsafeBuffer(Math.trunc(size));
    return fillBuffer(buffer, fill, 0, buffer.length, encoding);
  }
  return new FastBuffer(size);
};

/** @param {number} size @returns {Buffer} */
Buffer.allocUnsafe = function allocUnsafe(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return allocate(Math.trunc(size));
};

/** @param {number} size @returns {Buffer} */
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return createUnsafeBuffer(Math.trunc(size));
};

/** @param {any} b @returns {boolean} */
Buffer.isBuffer = function isBuffer(b) {
  return b instanceof Buffer;
};

/** @param {Uint8Array} buf1 @param {Uint8Array} buf2 @returns {-1 | 0 | 1} */
Buffer.compare = function compare(buf1, buf2) {
  if (!isUint8Array(buf1)) throw new ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], buf1);
  if (!isUint8Array(buf2)) throw new ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], buf2);
  return buf1 === buf2 ? 0 : compareBytes(buf1, buf2);
};

/** @param {any} encoding @returns {boolean} */
Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding !== '' && encodingOps(encoding) !== undefined;
};

/**
 * @param {Uint8Array[]} list
 * @param {number} [length] total length of the result
 * @returns {Buffer}
 */
Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) length += list[i]?.length || 0;
  } else {
    validateInteger(length, 'length', 0);
  }
  if (!(length <= kMaxLength)) length = 0;  // not bytes at all: the loop names the entry
  const buffer = allocate(length);
  let used = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isUint8Array(part)) throw new ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    const room = length - used;
    if (part.length <= room) {
      typedArraySet.call(buffer, part, used);
      used += part.length;
    } else if (room > 0) {
      typedArraySet.call(buffer, part.subarray(0, room), used);
      used = length;
    }
  }
  if (used < length) typedArrayFill.call(buffer, 0, used, length);
  return buffer;
};

/**
 * @param {string | ArrayBufferLike | ArrayBufferView} string
 * @param {string} [encoding]
 * @returns {number}
 */
Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  if (encoding === undefined || encoding === 'utf8') return byteLengthUtf8(string);
  return (encodingOps(encoding) ?? utf8).byteLength(string);
};

// A plain data property, as in Node: programs assign to it.
Object.defineProperty(Buffer, 'poolSize', {
  __proto__: null,
  get() { return poolSize; },
  set(size) { poolSize = size; },
  enumerable: true,
  configurable: true,
});

addNumberMethods(FastBuffer.prototype);
const { addMethods, fillBuffer } = require('internal/buffer/methods');
addMethods(FastBuffer, fromString);

/** The deprecated allocator of buffers outside the pool. */
function SlowBuffer(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return createUnsafeBuffer(Math.trunc(size));
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

module.exports = { Buffer, FastBuffer, SlowBuffer, allocate, createUnsafeBuffer, fromString, isPool, kMaxLength };
