'use strict';
// v8.serialize() and its classes (Node's documentation, v8 "Serialization API"). Callers: lib/v8.js, IPC channels.
//
// The default classes write typed arrays as host objects: a uint32 of the type, one of the length in bytes, the bytes. So
// Buffers come back as Buffers, and a view brings its own bytes instead of its whole ArrayBuffer.

const { isAnyArrayBuffer, isArrayBuffer, isArrayBufferView, isTypedArray } = require('internal/util/types');
const native = binding('serdes');

// Node words these in its own way.
function typeError(message) {
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
}

function requireView(value, name) {
  if (!isArrayBufferView(value)) throw typeError(`${name} must be a TypedArray or a DataView`);
}

const kMaxUint32 = 2 ** 32 - 1;

// As V8's own classes convert numbers: BigInts are refused.
function toUint32(value) {
  return +value >>> 0;
}

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function toBuffer(bytes) {
  return require('buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** All methods are enumerable properties of the class itself, as in Node; the native class behind it stays out of sight. */
function publish(Class, Native) {
  for (const name of new Set([...Reflect.ownKeys(Native.prototype), ...Reflect.ownKeys(Class.prototype)])) {
    if (name === 'constructor') continue;
    Object.defineProperty(Class.prototype, name, {
      __proto__: null, value: Class.prototype[name], writable: true, enumerable: true, configurable: true,
    });
  }
}

class Serializer extends native.Serializer {
  releaseBuffer() {
    return toBuffer(super.releaseBuffer());
  }
  writeRawBytes(source = undefined) {
    requireView(source, 'source');
    super.writeRawBytes(source);
  }
  writeUint32(value = undefined) { super.writeUint32(toUint32(value)); }
  writeUint64(high = undefined, low = undefined) { super.writeUint64(toUint32(high), toUint32(low)); }
  writeDouble(value = undefined) { super.writeDouble(+value); }
  transferArrayBuffer(id = undefined, buffer = undefined) {
    const number = toUint32(id);
    if (!isArrayBuffer(buffer)) throw typeError('arrayBuffer must be an ArrayBuffer');
    super.transferArrayBuffer(number, buffer);
  }
}
publish(Serializer, native.Serializer);
Object.defineProperty(Serializer.prototype.writeValue, 'length', { __proto__: null, value: 0 });
Serializer.prototype._getDataCloneError = Error;

class Deserializer extends native.Deserializer {
  constructor(buffer) {
    requireView(buffer, 'buffer');
    super(buffer);
    this.buffer = buffer;
  }
  readRawBytes(length) {
    return toBuffer(super._readRawBytes(Math.min(+length || 0, kMaxUint32)));
  }
  transferArrayBuffer(id = undefined, buffer = undefined) {
    const number = toUint32(id);
    if (!isAnyArrayBuffer(buffer)) throw typeError('arrayBuffer must be an ArrayBuffer or SharedArrayBuffer');
    super.transferArrayBuffer(number, buffer);
  }
}
publish(Deserializer, native.Deserializer);

const TYPES = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
               Float64Array, DataView];
const kFastBuffer = 10;
const kBigInt64 = 11;
const kBigUint64 = 12;
const kFloat16 = 13;

function typeIndex(view) {
  const { Buffer } = require('buffer');
  if (view instanceof Buffer) return kFastBuffer;
  const tag = isTypedArray(view) ? view[Symbol.toStringTag] : 'DataView';
  if (tag === 'BigInt64Array') return kBigInt64;
  if (tag === 'BigUint64Array') return kBigUint64;
  if (tag === 'Float16Array') return kFloat16;
  return TYPES.findIndex((Type) => Type.name === tag);
}

function typeOfIndex(index) {
  switch (index) {
    case kBigInt64: return BigInt64Array;
    case kBigUint64: return BigUint64Array;
    case kFloat16: return globalThis.Float16Array;
    default: return TYPES[index];
  }
}

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }
  _writeHostObject(view) {
    if (!isArrayBufferView(view)) {
      const { inspect } = require('internal/util/inspect');
      throw new this._getDataCloneError(`Unserializable host object: ${inspect(view)}`);
    }
    this.writeUint32(typeIndex(view));
    this.writeUint32(view.byteLength);
    this.writeRawBytes(bytesOf(view));
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const index = this.readUint32();
    const length = this.readUint32();
    // A copy of its own: the bytes lie at any address.
    const bytes = this.readRawBytes(length);
    if (index === kFastBuffer) return bytes;
    const Type = typeOfIndex(index);
    const copy = new Uint8Array(bytes).buffer;
    return Type === DataView ? new DataView(copy) : new Type(copy);
  }
}

/** @param {unknown} value @returns {Buffer} */
function serialize(value) {
  const serializer = new DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/** @param {Buffer|NodeJS.TypedArray|DataView} buffer */
function deserialize(buffer) {
  requireView(buffer, 'buffer');
  const deserializer = new DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}

module.exports = { DefaultDeserializer, DefaultSerializer, Deserializer, deserialize, Serializer, serialize };
