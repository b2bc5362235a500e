'use strict';
// Blob (https://w3c.github.io/FileAPI/#blob-section) and blob: URLs. A blob is a list of parts that never change; slicing
// shares them. A part is an object { size, slice(start, end), read() }, where read() gives a Uint8Array or a promise of
// one: bytes here, ranges of files in internal/fs/blob.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateDictionary } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { convertSequence, makeException } = require('internal/webidl');
const { kClone, registerCloneable } = require('internal/clone');
const { isAnyArrayBuffer } = binding('buffer');
const native = binding('encoding');

class BytesPart {
  constructor(bytes) {
    this.bytes = bytes;
    this.size = bytes.length;
  }

  slice(start, end) {
    return new BytesPart(this.bytes.subarray(start, end));
  }

  read() {
    return this.bytes;
  }
}

// ---- Construction ----

/** A copy of what an element of the constructor's sequence holds. */
function copyBytes(element) {
  if (isAnyArrayBuffer(element)) return new Uint8Array(element).slice();
  return new Uint8Array(element.buffer, element.byteOffset, element.byteLength).slice();
}

/** One element of the constructor's sequence as parts (bytes, another blob) or, anything else, as text. */
function convertElement(element, context) {
  if (isAnyArrayBuffer(element) || ArrayBuffer.isView(element)) return [new BytesPart(copyBytes(element))];
  if (isBlob(element)) return partsOf(element);
  if (typeof element === 'symbol') throw makeException(`${context} is a Symbol and cannot be converted to a string.`);
  return `${element}`;
}

function textPart(text, nativeEndings) {
  if (nativeEndings) text = text.replace(/\r\n|\r|\n/g, process.platform === 'win32' ? '\r\n' : '\n');
  return new BytesPart(native.encode(text));
}

/** The parts that the converted elements stand for. @param {(BytesPart[] | string)[]} elements */
function partsOfElements(elements, nativeEndings) {
  const parts = elements.flatMap((element) => (typeof element === 'string' ? textPart(element, nativeEndings) : element));
  return parts.filter((part) => part.size > 0);
}

/** The type as the standard keeps it: printable ASCII in lower case, or nothing. */
function normalizeType(type) {
  type = `${type}`;
  return /^[\x20-\x7e]*$/.test(type) ? type.toLowerCase() : '';
}

function sizeOf(parts) {
  let size = 0;
  for (const part of parts) size += part.size;
  return size;
}

/** The parts of [start, end). */
function sliceParts(parts, start, end) {
  const result = [];
  let position = 0;
  for (const part of parts) {
    const from = Math.max(start - position, 0);
    const to = Math.min(end - position, part.size);
    if (from < to) result.push(from === 0 && to === part.size ? part : part.slice(from, to));
    position += part.size;
  }
  return result;
}

const kParts = Symbol('parts that are already made');

let isBlob;
let partsOf;

class Blob {
  #parts;
  #size;
  #type = '';

  constructor(sources = [], options = undefined) {
    if (sources === kParts) {
      this.#parts = options.parts;
      this.#type = options.type;
    } else {
      // Arguments are converted from left to right, as Web IDL has it.
      const elements = convertSequence(sources, 'Value', convertElement);
      validateDictionary(options, 'options');
      let { endings = 'transparent', type = '' } = options ?? {};
      endings = `${endings}`;
      if (endings !== 'transparent' && endings !== 'native') {
        throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
      }
      this.#parts = partsOfElements(elements, endings === 'native');
      this.#type = normalizeType(type);
    }
    this.#size = sizeOf(this.#parts);
  }

  static {
    isBlob = (value) => typeof value === 'object' && value !== null && #parts in value;
    partsOf = (blob) => blob.#parts;
  }

  [customInspectSymbol](depth, options) {
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Blob]', 'special');
    const { inspect } = require('internal/util/inspect');
    const shown = { size: this.size, type: this.type };
    return `Blob ${inspect(shown, innerOptions(options))}`;
  }

  [kClone]() {
    return { type: 'Blob', data: cloneData(this) };
  }

  get type() {
    checkThis(this);
    return this.#type;
  }

  get size() {
    checkThis(this);
    return this.#size;
  }

  slice(start = 0, end = undefined, contentType = '') {
    checkThis(this);
    if (end === undefined) end = this.#size;
    const first = clampPosition(start, this.#size, 'start');
    const last = clampPosition(end, this.#size, 'end');
    const parts = first < last ? sliceParts(this.#parts, first, last) : [];
    return new Blob(kParts, { parts, type: normalizeType(contentType) });
  }

  async bytes() {
    checkThis(this);
    const bytes = new Uint8Array(this.#size);
    let position = 0;
    for (const part of this.#parts) {
      bytes.set(await part.read(), position);
      position += part.size;
    }
    return bytes;
  }

  async arrayBuffer() {
    checkThis(this);
    return (await this.bytes()).buffer;
  }

  async text() {
    checkThis(this);
    return native.decodeUtf8(await this.bytes(), false, true);
  }

  stream() {
    checkThis(this);
    const parts = this.#parts.flatMap((part) => part.pieces?.() ?? [part]);
    const { ReadableStream } = require('stream/web');
    let next = 0;
    return new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        if (next === parts.length) {
          controller.close();
          // A reader that brought its own buffer gets it back empty.
          controller.byobRequest?.respond(0);
          return;
        }
        const bytes = await parts[next++].read();
        // A copy: whoever reads the stream owns the chunk and may change or transfer it.
        if (bytes.length > 0) controller.enqueue(bytes.slice());
        else await this.pull(controller);
      },
    });
  }

  textStream() {
    checkThis(this);
    const { TextDecoderStream } = require('stream/web');
    return this.stream().pipeThrough(new TextDecoderStream());
  }
}

/** What structuredClone copies of a blob. */
function cloneData(blob) {
  const parts = partsOf(blob);
  if (!parts.every((part) => part instanceof BytesPart)) {
    throw new ERR_INVALID_STATE('File-backed Blobs are not cloneable');
  }
  return { bytes: parts.map((part) => part.bytes), type: blob.type };
}

function revive({ bytes, type }) {
  return blobFromParts(bytes.map((part) => new BytesPart(part)), type);
}

registerCloneable('Blob', revive);

function checkThis(value) {
  if (!isBlob(value)) throw new ERR_INVALID_THIS('Blob');
}

function innerOptions(options) {
  return { ...options, depth: options.depth == null ? null : options.depth - 1 };
}

/** A relative position of `slice`: WebIDL's clamped long long, which rounds to even at one half. */
function clampPosition(value, size, name) {
  const kind = { bigint: 'BigInt', symbol: 'Symbol' }[typeof value];
  if (kind !== undefined) throw makeException(`${name} is a ${kind} and cannot be converted to a number.`);
  value = Number(value);
  if (Number.isNaN(value)) value = 0;
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (Number.isFinite(value)) value = fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return value < 0 ? Math.max(size + value, 0) : Math.min(value, size);
}

Object.defineProperties(Blob.prototype, {
  type: kEnumerableProperty,
  size: kEnumerableProperty,
  slice: kEnumerableProperty,
  arrayBuffer: kEnumerableProperty,
  text: kEnumerableProperty,
  bytes: kEnumerableProperty,
  stream: kEnumerableProperty,
  textStream: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'Blob', configurable: true },
});

/**
 * A blob over parts that are read when asked for.
 * @param {{size: number, slice: Function, read: Function}[]} parts
 * @param {string} [type]
 * @returns {Blob}
 */
function blobFromParts(parts, type = '') {
  return new Blob(kParts, { parts, type: normalizeType(type) });
}

// ---- blob: URLs ----

const kUrlPrefix = 'blob:nodedata:';
const urls = new Map();

/** @param {Blob} obj @returns {string} */
function createObjectURL(obj) {
  if (!isBlob(obj)) throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', obj);
  const url = `${kUrlPrefix}${require('crypto').randomUUID()}`;
  urls.set(url, obj);
  return url;
}

/** @param {string} url */
function revokeObjectURL(url) {
  urls.delete(url);
}

/** @param {string} id @returns {Blob | undefined} */
function resolveObjectURL(id) {
  const blob = urls.get(`${id}`);
  return blob === undefined ? undefined : blobFromParts(partsOf(blob), blob.type);
}

module.exports = { Blob, blobFromParts, cloneData, createObjectURL, isBlob, partsOf, resolveObjectURL, revive, revokeObjectURL };
