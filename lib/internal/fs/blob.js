'use strict';
// fs.openAsBlob: a Blob whose bytes are read from the file when they are asked for. Callers: lib/fs.js.
// A file that has changed since it was opened as a blob gives NotReadableError.

const { lazyDOMException } = require('internal/errors');
const { getBuffer, getPath } = require('internal/fs/args');
const { later } = require('internal/fs/file_handle');
const descriptors = require('internal/fs/descriptors');
const { statSync } = require('internal/fs/paths');
const { validateObject, validateString } = require('internal/validators');

const kPieceBytes = 65536;

class FilePart {
  constructor(path, stats, start, end) {
    this.path = path;
    this.stats = stats;
    this.start = start;
    this.size = end - start;
  }

  slice(start, end) {
    return new FilePart(this.path, this.stats, this.start + start, this.start + end);
  }

  /** What a stream gives one by one, so that it notices when the file changes meanwhile. @returns {FilePart[]} */
  pieces() {
    if (this.size === 0) return [this];
    const list = [];
    for (let at = 0; at < this.size; at += kPieceBytes) list.push(this.slice(at, Math.min(at + kPieceBytes, this.size)));
    return list;
  }

  async read() {
    try {
      const fd = await later((callback) => descriptors.open(this.path, 'r', callback));
      try {
        return await this.#readFrom(fd);
      } finally {
        await later((callback) => descriptors.close(fd, callback));
      }
    } catch {
      throw lazyDOMException('The blob could not be read', 'NotReadableError');
    }
  }

  async #readFrom(fd) {
    const { size, mtimeMs } = await later((callback) => descriptors.fstat(fd, callback));
    if (size !== this.stats.size || mtimeMs !== this.stats.mtimeMs) throw new Error('the file has changed');
    const bytes = getBuffer().allocUnsafeSlow(this.size);
    for (let at = 0; at < this.size;) {
      const count = await later((callback) => {
        descriptors.read(fd, bytes, at, this.size - at, this.start + at, callback);
      });
      if (count === 0) throw new Error('the file is shorter');
      at += count;
    }
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** @param {string|Buffer|URL} path @param {{type?: string}} [options] @returns {Promise<Blob>} */
function openAsBlob(path, options = {}) {
  validateObject(options, 'options');
  const { type = '' } = options;
  validateString(type, 'options.type');
  path = getPath(path);
  let stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw error.code === 'ERR_ACCESS_DENIED' ? error : notOpen();
  }
  const { blobFromParts } = require('internal/blob');
  return Promise.resolve(blobFromParts([new FilePart(path, stats, 0, stats.size)], type));
}

function notOpen() {
  const error = new TypeError('Unable to open file as blob');
  error.code = 'ERR_INVALID_ARG_VALUE';
  return error;
}

module.exports = { openAsBlob };
