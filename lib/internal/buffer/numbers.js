'use strict';
// The read* and write* methods of Buffer (Node's documentation, page "Buffer"). They work on any array-like of bytes, as
// Node's do. Each starts with one cheap test of the offset; everything that is wrong ends in badOffset(), which finds out
// what and throws.

const { codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');

// Reinterpretation of bits goes through these eight bytes: store with one view, load with another.
const bits = new Uint8Array(8);
const float32 = new Float32Array(bits.buffer);
const float64 = new Float64Array(bits.buffer);
const bigInt64 = new BigInt64Array(bits.buffer);
const bigUint64 = new BigUint64Array(bits.buffer);

/**
 * Whether `size` bytes at `offset` are inside. Asks for the bytes themselves: what is no index of the bytes finds nothing,
 * and optimised code does this faster than it finds the length of a typed array.
 */
function fits(bytes, offset, size) {
  return typeof offset === 'number' && bytes[offset] !== undefined && bytes[offset + size - 1] !== undefined;
}

function requireNumber(value, name) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
}

function badOffset(offset, size, length) {
  requireNumber(offset, 'offset');
  badIndex('offset', offset, 0, length - size);
}

function badIndex(name, value, low, high) {
  if (Math.floor(value) !== value) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (high < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(name, `>= ${low} and <= ${high}`, value);
}

function checkSize(size) {
  if (typeof size !== 'number') {
    Math.floor(size);  // a BigInt or a Symbol is the language's own TypeError
    requireNumber(size, 'byteLength');
  }
  if (!(size >= 1 && size <= 6 && size % 1 === 0)) badIndex('byteLength', size, 1, 6);
}

/** Throws if `value` is not in [low, high]; NaN passes and is stored as 0. */
function checkValue(value, low, high, size) {
  if (!(value < low || value > high)) return;
  if (size <= 4) throw new ERR_OUT_OF_RANGE('value', `>= ${low} and <= ${high}`, value);
  const power = low === 0 ? size * 8 : size * 8 - 1;
  throw new ERR_OUT_OF_RANGE('value', `>= ${low === 0 ? '0' : `-(2 ** ${power})`} and < 2 ** ${power}`, value);
}

function checkBigValue(value, low, high, bytes, offset) {
  if (value < low || value > high) {
    const range = low === 0n ? '>= 0n and < 2n ** 64n' : '>= -(2n ** 63n) and < 2n ** 63n';
    throw new ERR_OUT_OF_RANGE('value', range, value);
  }
  if (!fits(bytes, offset, 8)) badOffset(offset, 8, bytes.length);
  return value | 0n;  // A Number here is the language's own TypeError about mixing the two.
}

// ---- Integers of a size that the caller names ----

function loadLE(bytes, offset, size) {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[offset + i];
  return value;
}

function loadBE(bytes, offset, size) {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + bytes[offset + i];
  return value;
}

function storeLE(bytes, value, offset, size) {
  value = Math.trunc(value) || 0;
  for (let i = 0; i < size; i++) {
    bytes[offset + i] = value % 256;
    value = Math.floor(value / 256);
  }
  return offset + size;
}

function storeBE(bytes, value, offset, size) {
  value = Math.trunc(value) || 0;
  for (let i = size - 1; i >= 0; i--) {
    bytes[offset + i] = value % 256;
    value = Math.floor(value / 256);
  }
  return offset + size;
}

function toSigned(value, size) {
  const limit = 2 ** (size * 8 - 1);
  return value >= limit ? value - 2 * limit : value;
}

function sizedRead(load, signed) {
  return (bytes, offset, size) => {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    checkSize(size);
    if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
    const value = load(bytes, offset, size);
    return signed ? toSigned(value, size) : value;
  };
}

function sizedWrite(store, signed) {
  return (bytes, value, offset, size) => {
    checkSize(size);
    value = +value;
    if (size === 1) requireNumber(offset, 'offset');
    const high = 2 ** (size * 8 - (signed ? 1 : 0)) - 1;
    checkValue(value, signed ? -high - 1 : 0, high, size);
    if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
    return store(bytes, value, offset, size);
  };
}

const readUnsignedLE = sizedRead(loadLE, false);
const readUnsignedBE = sizedRead(loadBE, false);
const readSignedLE = sizedRead(loadLE, true);
const readSignedBE = sizedRead(loadBE, true);
const writeUnsignedLE = sizedWrite(storeLE, false);
const writeUnsignedBE = sizedWrite(storeBE, false);
const writeSignedLE = sizedWrite(storeLE, true);
const writeSignedBE = sizedWrite(storeBE, true);

// ---- 16 and 32 bits ----

function put16LE(bytes, value, offset, low, high) {
  value = +value;
  checkValue(value, low, high, 2);
  if (!fits(bytes, offset, 2)) badOffset(offset, 2, bytes.length);
  bytes[offset] = value;
  bytes[offset + 1] = value >> 8;
  return offset + 2;
}

function put16BE(bytes, value, offset, low, high) {
  value = +value;
  checkValue(value, low, high, 2);
  if (!fits(bytes, offset, 2)) badOffset(offset, 2, bytes.length);
  bytes[offset] = value >> 8;
  bytes[offset + 1] = value;
  return offset + 2;
}

function put32LE(bytes, value, offset, low, high) {
  value = +value;
  checkValue(value, low, high, 4);
  if (!fits(bytes, offset, 4)) badOffset(offset, 4, bytes.length);
  bytes[offset] = value;
  bytes[offset + 1] = value >> 8;
  bytes[offset + 2] = value >> 16;
  bytes[offset + 3] = value >> 24;
  return offset + 4;
}

function put32BE(bytes, value, offset, low, high) {
  value = +value;
  checkValue(value, low, high, 4);
  if (!fits(bytes, offset, 4)) badOffset(offset, 4, bytes.length);
  bytes[offset] = value >> 24;
  bytes[offset + 1] = value >> 16;
  bytes[offset + 2] = value >> 8;
  bytes[offset + 3] = value;
  return offset + 4;
}

function put8(bytes, value, offset, low, high) {
  value = +value;
  requireNumber(offset, 'offset');
  checkValue(value, low, high, 1);
  if (!fits(bytes, offset, 1)) badOffset(offset, 1, bytes.length);
  bytes[offset] = value;
  return offset + 1;
}

// ---- 64 bits and floating point: through `bits`. This machine is little-endian, as is every target of Phasor. ----

function loadBits(bytes, offset, size) {
  if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
  for (let i = 0; i < size; i++) bits[i] = bytes[offset + i];
}

function loadBitsReversed(bytes, offset, size) {
  if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
  for (let i = 0; i < size; i++) bits[size - 1 - i] = bytes[offset + i];
}

function storeBits(bytes, offset, size) {
  if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
  for (let i = 0; i < size; i++) bytes[offset + i] = bits[i];
  return offset + size;
}

function storeBitsReversed(bytes, offset, size) {
  if (!fits(bytes, offset, size)) badOffset(offset, size, bytes.length);
  for (let i = 0; i < size; i++) bytes[offset + i] = bits[size - 1 - i];
  return offset + size;
}

const kMinInt64 = -(2n ** 63n);
const kMaxInt64 = 2n ** 63n - 1n;
const kMaxUint64 = 2n ** 64n - 1n;

const methods = {
  readBigUInt64LE(offset = 0) {
    loadBits(this, offset, 8);
    return bigUint64[0];
  },
  readBigUInt64BE(offset = 0) {
    loadBitsReversed(this, offset, 8);
    return bigUint64[0];
  },
  readBigInt64LE(offset = 0) {
    loadBits(this, offset, 8);
    return bigInt64[0];
  },
  readBigInt64BE(offset = 0) {
    loadBitsReversed(this, offset, 8);
    return bigInt64[0];
  },
  writeBigUInt64LE(value, offset = 0) {
    bigUint64[0] = checkBigValue(value, 0n, kMaxUint64, this, offset);
    return storeBits(this, offset, 8);
  },
  writeBigUInt64BE(value, offset = 0) {
    bigUint64[0] = checkBigValue(value, 0n, kMaxUint64, this, offset);
    return storeBitsReversed(this, offset, 8);
  },
  writeBigInt64LE(value, offset = 0) {
    bigInt64[0] = checkBigValue(value, kMinInt64, kMaxInt64, this, offset);
    return storeBits(this, offset, 8);
  },
  writeBigInt64BE(value, offset = 0) {
    bigInt64[0] = checkBigValue(value, kMinInt64, kMaxInt64, this, offset);
    return storeBitsReversed(this, offset, 8);
  },

  readUIntLE(offset, byteLength) { return readUnsignedLE(this, offset, byteLength); },
  readUInt32LE(offset = 0) {
    if (!fits(this, offset, 4)) badOffset(offset, 4, this.length);
    return (this[offset] | this[offset + 1] << 8 | this[offset + 2] << 16 | this[offset + 3] << 24) >>> 0;
  },
  readUInt16LE(offset = 0) {
    if (!fits(this, offset, 2)) badOffset(offset, 2, this.length);
    return this[offset] | this[offset + 1] << 8;
  },
  readUInt8(offset = 0) {
    if (!fits(this, offset, 1)) badOffset(offset, 1, this.length);
    return this[offset];
  },
  readUIntBE(offset, byteLength) { return readUnsignedBE(this, offset, byteLength); },
  readUInt32BE(offset = 0) {
    if (!fits(this, offset, 4)) badOffset(offset, 4, this.length);
    return (this[offset] << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | this[offset + 3]) >>> 0;
  },
  readUInt16BE(offset = 0) {
    if (!fits(this, offset, 2)) badOffset(offset, 2, this.length);
    return this[offset] << 8 | this[offset + 1];
  },

  readIntLE(offset, byteLength) { return readSignedLE(this, offset, byteLength); },
  readInt32LE(offset = 0) {
    if (!fits(this, offset, 4)) badOffset(offset, 4, this.length);
    return this[offset] | this[offset + 1] << 8 | this[offset + 2] << 16 | this[offset + 3] << 24;
  },
  readInt16LE(offset = 0) {
    if (!fits(this, offset, 2)) badOffset(offset, 2, this.length);
    return (this[offset] | this[offset + 1] << 8) << 16 >> 16;
  },
  readInt8(offset = 0) {
    if (!fits(this, offset, 1)) badOffset(offset, 1, this.length);
    return this[offset] << 24 >> 24;
  },
  readIntBE(offset, byteLength) { return readSignedBE(this, offset, byteLength); },
  readInt32BE(offset = 0) {
    if (!fits(this, offset, 4)) badOffset(offset, 4, this.length);
    return this[offset] << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | this[offset + 3];
  },
  readInt16BE(offset = 0) {
    if (!fits(this, offset, 2)) badOffset(offset, 2, this.length);
    return (this[offset] << 8 | this[offset + 1]) << 16 >> 16;
  },

  writeUIntLE(value, offset, byteLength) { return writeUnsignedLE(this, value, offset, byteLength); },
  writeUInt32LE(value, offset = 0) { return put32LE(this, value, offset, 0, 0xffffffff); },
  writeUInt16LE(value, offset = 0) { return put16LE(this, value, offset, 0, 0xffff); },
  writeUInt8(value, offset = 0) { return put8(this, value, offset, 0, 0xff); },
  writeUIntBE(value, offset, byteLength) { return writeUnsignedBE(this, value, offset, byteLength); },
  writeUInt32BE(value, offset = 0) { return put32BE(this, value, offset, 0, 0xffffffff); },
  writeUInt16BE(value, offset = 0) { return put16BE(this, value, offset, 0, 0xffff); },

  writeIntLE(value, offset, byteLength) { return writeSignedLE(this, value, offset, byteLength); },
  writeInt32LE(value, offset = 0) { return put32LE(this, value, offset, -0x80000000, 0x7fffffff); },
  writeInt16LE(value, offset = 0) { return put16LE(this, value, offset, -0x8000, 0x7fff); },
  writeInt8(value, offset = 0) { return put8(this, value, offset, -0x80, 0x7f); },
  writeIntBE(value, offset, byteLength) { return writeSignedBE(this, value, offset, byteLength); },
  writeInt32BE(value, offset = 0) { return put32BE(this, value, offset, -0x80000000, 0x7fffffff); },
  writeInt16BE(value, offset = 0) { return put16BE(this, value, offset, -0x8000, 0x7fff); },

  readFloatLE(offset = 0) {
    loadBits(this, offset, 4);
    return float32[0];
  },
  readFloatBE(offset = 0) {
    loadBitsReversed(this, offset, 4);
    return float32[0];
  },
  readDoubleLE(offset = 0) {
    loadBits(this, offset, 8);
    return float64[0];
  },
  readDoubleBE(offset = 0) {
    loadBitsReversed(this, offset, 8);
    return float64[0];
  },
  writeFloatLE(value, offset = 0) {
    float32[0] = value;
    return storeBits(this, offset, 4);
  },
  writeFloatBE(value, offset = 0) {
    float32[0] = value;
    return storeBitsReversed(this, offset, 4);
  },
  writeDoubleLE(value, offset = 0) {
    float64[0] = value;
    return storeBits(this, offset, 8);
  },
  writeDoubleBE(value, offset = 0) {
    float64[0] = value;
    return storeBitsReversed(this, offset, 8);
  },
};

/**
 * Adds the methods to Buffer's prototype, with the `Uint` spellings beside the `UInt` ones.
 * @param {object} prototype
 */
function addNumberMethods(prototype) {
  for (const name of Object.keys(methods)) {
    prototype[name] = methods[name];
    // Node counts the offset of these among the parameters.
    if (/^readU?Int\d/.test(name)) Object.defineProperty(methods[name], 'length', { __proto__: null, value: 1 });
    if (name.includes('UInt')) prototype[name.replace('UInt', 'Uint')] = methods[name];
  }
}

module.exports = { addNumberMethods };
