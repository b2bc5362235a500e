'use strict';
// Compression as Transform streams: the classes of `zlib`.
// Callers: lib/zlib.js, internal/zlib/one_shot.
//
//   _transform(chunk) -> step: native write on a pool thread -> stepDone: pushes output, and again while output is full
//
// Rule: one native write at a time. Destroying while one is under way closes the engine when it comes back.

const native = binding('zlib');
const { Transform, finished } = require('stream');
const { codes } = require('internal/errors');
const { Buffer } = require('buffer');
const { checkRangesOrGetDefault } = require('internal/validators');
const { viewAsBuffer } = require('internal/crypto/util');
const constants = require('internal/zlib/constants');
const { readSettings } = require('internal/zlib/options');

const { ERR_INTERNAL_ASSERTION, ERR_TRAILING_JUNK_AFTER_STREAM_END } = codes;

const kFlush = Symbol('kFlush');
const kAfterFlush = Symbol('kAfterFlush');
const kState = Symbol('kState');
const kWriting = Symbol('kWriting');
const kHasRefused = Symbol('kHasRefused');
const kSettings = Symbol('kSettings');

// Empty chunks that carry a flush through the stream's queue: one for each value.
const flushChunks = [];
for (let kind = 0; kind <= 5; kind++) {
  const chunk = Buffer.alloc(0);
  chunk[kFlush] = kind;
  flushChunks.push(chunk);
}

/**
 * @param {object|undefined} options of the stream and of the engine
 * @param {number} mode
 */
function ZlibBase(options, mode) {
  const settings = readSettings(mode, options);
  if (options && (options.encoding || options.objectMode || options.writableObjectMode)) {
    options = { ...options, encoding: null, objectMode: false, writableObjectMode: false };
  }
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...options }]);
  this.bytesWritten = 0;
  this._handle = new native.Stream(mode, settings.values, settings.dictionary, settings.pledged, settings.rejectGarbage);
  this._outBuffer = Buffer.allocUnsafe(settings.chunkSize);
  this._outOffset = 0;
  this._chunkSize = settings.chunkSize;
  this._defaultFlushFlag = settings.flush;
  this._finishFlushFlag = settings.finishFlush;
  this._defaultFullFlushFlag = settings.fullFlush;
  this._info = settings.info;
  this._maxOutputLength = settings.maxOutputLength;
  this._rejectGarbageAfterEnd = settings.rejectGarbage;
  this[kSettings] = settings;
  this[kWriting] = false;
  this[kHasRefused] = false;  // the engine did not take what params() asked
  this[kState] = new Uint32Array(2);  // [output room left, input left] after a write
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return !this._handle; },
});

function requireHandle(self) {
  if (!self._handle) throw new ERR_INTERNAL_ASSERTION('zlib binding closed');
  return self._handle;
}

/** Back to the start, for a new stream of data. */
ZlibBase.prototype.reset = function reset() {
  const handle = requireHandle(this);
  if (this[kWriting]) throw new Error('Cannot reset zlib stream while a write is in progress');
  handle.reset();
};

/** The input has ended: 'finish' does not wait for the engine, whose rest Transform asks for at 'prefinish'. */
ZlibBase.prototype._final = function _final(callback) {
  callback();
};

/** Ends the engine's output when all input is there. Called by Transform. */
ZlibBase.prototype._flush = function _flush(callback) {
  this._transform(flushChunks[0], '', callback, true);
};

/**
 * Writes out what the engine holds back, behind the writes already made.
 * @param {number} [kind] Z_FULL_FLUSH and the like @param {Function} [callback]
 */
ZlibBase.prototype.flush = function flush(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  kind = checkRangesOrGetDefault(kind, 'kind', 0, this[kSettings].lastFlush, this._defaultFullFlushFlag);
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushChunks[kind], '', callback);
  }
};

/** Ends the stream and frees the engine. @param {Function} [callback] */
ZlibBase.prototype.close = function close(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function _destroy(error, callback) {
  closeHandle(this);
  callback(error);
};

function closeHandle(self) {
  self._handle?.close();
  self._handle = null;
}

ZlibBase.prototype._transform = function _transform(chunk, encoding, callback, atEnd = false) {
  let flush = this._defaultFlushFlag;
  const afterFlush = chunk[kAfterFlush];
  if (atEnd) {
    flush = this._finishFlushFlag;
  } else {
    flush = chunk[kFlush] ?? flush;
    // The last chunk finishes in the same step. (The parameters could not be changed after that.)
    const isLast = this.writableEnded && this.writableLength === chunk.byteLength && afterFlush === undefined;
    if (isLast) flush = Math.max(flush, this._finishFlushFlag);
  }
  if (!this._handle) return process.nextTick(callback);
  const done = afterFlush === undefined ? callback : (error) => {
    if (this._handle && !error) afterFlush();
    callback(error);
  };
  step(this, { chunk, flush, offset: 0, left: chunk.byteLength, callback: done });
};

// One native write for the rest of a chunk.
function step(self, task) {
  self[kWriting] = true;
  self._handle.write(task.flush, task.chunk, task.offset, task.left, self._outBuffer, self._outOffset, self[kState],
                     (error) => stepDone(self, task, error));
}

// Accounts for a native write. Returns the new output, or undefined; leaves room for more.
function takeOutput(self, task) {
  const { 0: roomLeft, 1: inputLeft } = self[kState];
  const consumed = task.left - inputLeft;
  self.bytesWritten += consumed;
  task.offset += consumed;
  task.left = inputLeft;
  const start = self._outOffset;
  const end = self._outBuffer.length - roomLeft;
  let output;
  if (end > start) output = self._outBuffer.slice(start, end);
  self._outOffset = end;
  if (roomLeft === 0) {
    self._outBuffer = Buffer.allocUnsafe(self._chunkSize);
    self._outOffset = 0;
  }
  return output;
}

function stepDone(self, task, error) {
  self[kWriting] = false;
  if (self.destroyed) return task.callback();
  if (error) {
    closeHandle(self);
    return self.destroy(error);
  }
  const full = self[kState][0] === 0;
  const output = takeOutput(self, task);
  const readerWaits = output === undefined || self.push(output);
  if (self.destroyed) return task.callback();
  if (full && !(self._handle.ended() && task.left === 0)) return continueWhenRead(self, task, readerWaits);
  if (task.left > 0) return endOfStream(self, task);
  task.callback();
}

// More output is waiting in the engine: fetched now, or when the reader has taken what there is.
function continueWhenRead(self, task, readerWaits) {
  if (readerWaits) return step(self, task);
  const read = self._read;
  self._read = function(size) {
    self._read = read;
    if (self._handle) step(self, task);
    Reflect.apply(read, self, [size]);
  };
}

// The compressed data ended before the input did.
function endOfStream(self, task) {
  if (self._rejectGarbageAfterEnd) return task.callback(new ERR_TRAILING_JUNK_AFTER_STREAM_END());
  self.push(null);
  task.callback();
}

/**
 * With a callback as _transform; without one it runs at once and returns the output.
 * @param {ArrayBufferView} chunk @param {number} flush @param {Function} [callback]
 */
ZlibBase.prototype._processChunk = function _processChunk(chunk, flush, callback) {
  if (typeof callback === 'function') {
    step(this, { chunk, flush: flush >>> 0, offset: 0, left: chunk.byteLength, callback });
    return undefined;
  }
  requireHandle(this);
  flush = Math.trunc(checkRangesOrGetDefault(flush, 'flushFlag', 0, this[kSettings].lastFlush, this._finishFlushFlag));
  const outputs = [];
  let total = 0;
  this.bytesWritten = 0;
  const task = { chunk: viewAsBuffer(chunk), flush, offset: 0, left: chunk.byteLength };
  let full;
  checkRangesOrGetDefault(this._outOffset, 'this._outOffset', 0, this._outBuffer.length);
  do {
    this._handle.write(task.flush, task.chunk, task.offset, task.left, this._outBuffer, this._outOffset, this[kState],
                       undefined);
    full = this[kState][0] === 0;
    const output = takeOutput(this, task);
    if (output === undefined) continue;
    outputs.push(output);
    total += output.length;
    if (total > this._maxOutputLength) {
      closeHandle(this);
      throw new codes.ERR_BUFFER_TOO_LARGE(this._maxOutputLength);
    }
  } while (full && !(this._handle.ended() && task.left === 0));
  closeHandle(this);
  return outputs.length === 1 ? outputs[0] : Buffer.concat(outputs, total);
};

function inherit(Class, Parent) {
  Object.setPrototypeOf(Class.prototype, Parent.prototype);
  Object.setPrototypeOf(Class, Parent);
}

function Zlib(options, mode) {
  Reflect.apply(ZlibBase, this, [options, mode]);
  const { 1: level, 3: strategy } = this[kSettings].values;
  this._level = options?.level || level;
  this._strategy = options?.strategy || strategy;
  this._mode = mode;
}
inherit(Zlib, ZlibBase);

/**
 * Changes level and strategy for what is written afterwards.
 * @param {number} level @param {number} strategy @param {Function} callback
 */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', -1, 9);
  checkRangesOrGetDefault(strategy, 'strategy', 0, 4);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  const change = () => changeParams(this, level, strategy);
  if (this.writableEnded) {
    this.flush(constants.Z_SYNC_FLUSH, () => {
      if (change()) callback?.();
    });
    return;
  }
  // As part of the flush: what is written behind it may not begin before.
  const chunk = Buffer.alloc(0);
  chunk[kFlush] = constants.Z_SYNC_FLUSH;
  chunk[kAfterFlush] = change;
  // A stream that has closed by then cannot have its parameters changed: thrown out of the callback, as Node does.
  this.write(chunk, '', () => {
    if (this[kHasRefused]) return;
    requireHandle(this);
    callback?.();
  });
};

function changeParams(self, level, strategy) {
  const handle = requireHandle(self);
  try {
    handle.params(level | 0, strategy | 0);
  } catch (error) {
    self[kHasRefused] = true;
    closeHandle(self);
    self.destroy(error);
    return false;
  }
  self._level = level;
  self._strategy = strategy;
  return true;
}

function Brotli(options, mode) {
  Reflect.apply(ZlibBase, this, [options, mode]);
}
inherit(Brotli, Zlib);

function Zstd(options, mode) {
  Reflect.apply(ZlibBase, this, [options, mode]);
}
inherit(Zstd, ZlibBase);

function warnWithoutNew(name) {
  const { deprecate } = require('internal/util');
  deprecate(() => {}, `Instantiating ${name} without the 'new' keyword has been deprecated.`, 'DEP0184')();
}

// A public class: `name(options)`, which also works without `new`.
function makeClass(name, Parent, mode) {
  const holder = {
    [name]: function(options) {
      if (!new.target) {
        warnWithoutNew(name);
        return new Class(options);
      }
      Reflect.apply(Parent, this, [options, mode]);
    },
  };
  const Class = holder[name];
  inherit(Class, Parent);
  return Class;
}

module.exports = {
  BrotliCompress: makeClass('BrotliCompress', Brotli, constants.BROTLI_ENCODE),
  BrotliDecompress: makeClass('BrotliDecompress', Brotli, constants.BROTLI_DECODE),
  Deflate: makeClass('Deflate', Zlib, constants.DEFLATE),
  DeflateRaw: makeClass('DeflateRaw', Zlib, constants.DEFLATERAW),
  Gunzip: makeClass('Gunzip', Zlib, constants.GUNZIP),
  Gzip: makeClass('Gzip', Zlib, constants.GZIP),
  Inflate: makeClass('Inflate', Zlib, constants.INFLATE),
  InflateRaw: makeClass('InflateRaw', Zlib, constants.INFLATERAW),
  Unzip: makeClass('Unzip', Zlib, constants.UNZIP),
  ZstdCompress: makeClass('ZstdCompress', Zstd, constants.ZSTD_COMPRESS),
  ZstdDecompress: makeClass('ZstdDecompress', Zstd, constants.ZSTD_DECOMPRESS),
};
