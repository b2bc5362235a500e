'use strict';
// Compression as transforms of stream/iter: what node:zlib/iter exports. Callers: lib/zlib/iter.js.
//
// A transform reads its options when its source is first asked, and each run has an engine of its own, freed when the run
// ends, fails or is left. Output leaves in batches of at least kBatchBytes, and with what is there after each input batch.

const native = binding('zlib');
const { AbortError } = require('internal/errors');
const { Buffer } = require('buffer');
const { readTransformSettings } = require('internal/zlib/options');
const { validateObject } = require('internal/validators');

const kBatchBytes = 65536;
const kNothing = new Uint8Array(0);

/** A copy with an ArrayBuffer of its own: what leaves here is nobody else's memory. */
function ownBytes(bytes) {
  return Buffer.from(new Uint8Array(bytes).buffer);
}

/** One run's engine, its output buffer and the output that has not left yet. */
class Run {
  pending = [];
  pendingBytes = 0;
  isFinished = false;
  outOffset = 0;
  state = new Uint32Array(2);  // [output room left, input left] after a write

  constructor(mode, options) {
    const settings = readTransformSettings(mode, options);
    this.flag = settings.flush;
    this.finishFlag = settings.finishFlush;
    this.chunkSize = settings.chunkSize;
    this.out = Buffer.allocUnsafeSlow(settings.chunkSize);
    this.engine = new native.Stream(mode, settings.values, settings.dictionary, settings.pledged, false);
  }

  /** Puts what the engine has written aside. @returns {number} the bytes of `task` that are still to be read */
  account(task) {
    const { 0: roomLeft, 1: inputLeft } = this.state;
    task.offset += task.left - inputLeft;
    task.left = inputLeft;
    const end = this.out.length - roomLeft;
    if (end > this.outOffset) {
      this.pending.push(end - this.outOffset === this.out.length ? this.out : ownBytes(this.out.subarray(this.outOffset, end)));
      this.pendingBytes += end - this.outOffset;
    }
    this.outOffset = end;
    task.isDone = roomLeft !== 0 || (this.engine.ended() && task.left === 0);
    if (roomLeft === 0) {
      this.out = Buffer.allocUnsafeSlow(this.chunkSize);
      this.outOffset = 0;
    }
    return task.left;
  }

  takeBatch() {
    const batch = this.pending;
    this.pending = [];
    this.pendingBytes = 0;
    return batch;
  }

  writeSync({ chunk, offset, left, flush }) {
    this.engine.write(flush, chunk, offset, left, this.out, this.outOffset, this.state, undefined);
  }

  write({ chunk, offset, left, flush }, signal) {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason ?? new AbortError());
      signal.addEventListener('abort', abort, { __proto__: null, once: true });
      this.engine.write(flush, chunk, offset, left, this.out, this.outOffset, this.state, (error) => {
        signal.removeEventListener('abort', abort);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  taskFor(chunk) {
    return { chunk, offset: 0, left: chunk.byteLength, flush: this.flag, isDone: false };
  }

  /** The work that ends the output. */
  lastTask() {
    this.isFinished = true;
    return { chunk: kNothing, offset: 0, left: 0, flush: this.finishFlag, isDone: false };
  }
}

async function* runTask(run, task, signal) {
  while (!task.isDone) {
    await run.write(task, signal);
    run.account(task);
    if (run.pendingBytes >= kBatchBytes) yield run.takeBatch();
  }
}

function* runTaskSync(run, task) {
  while (!task.isDone) {
    run.writeSync(task);
    run.account(task);
    if (run.pendingBytes >= kBatchBytes) yield run.takeBatch();
  }
}

async function* transformAll(mode, options, source, signal) {
  signal.throwIfAborted();
  const run = new Run(mode, options);
  try {
    for await (const batch of source) {
      if (run.isFinished) continue;
      if (batch === null) yield* runTask(run, run.lastTask(), signal);
      else for (const chunk of batch) yield* runTask(run, run.taskFor(chunk), signal);
      if (run.pending.length !== 0) yield run.takeBatch();
    }
    if (!run.isFinished) yield* runTask(run, run.lastTask(), signal);
    if (run.pending.length !== 0) yield run.takeBatch();
  } finally {
    run.engine.close();
  }
}

function* transformAllSync(mode, options, source) {
  const run = new Run(mode, options);
  try {
    for (const batch of source) {
      if (run.isFinished) continue;
      if (batch === null) yield* runTaskSync(run, run.lastTask());
      else for (const chunk of batch) yield* runTaskSync(run, run.taskFor(chunk));
      if (run.pending.length !== 0) yield run.takeBatch();
    }
    if (!run.isFinished) yield* runTaskSync(run, run.lastTask());
    if (run.pending.length !== 0) yield run.takeBatch();
  } finally {
    run.engine.close();
  }
}

/** @param {string} name of the function @param {number} mode of the engine @returns {Function} (options) => transform */
function makeTransform(name, mode) {
  return {
    [name](options = {}) {
      validateObject(options, 'options');
      return {
        __proto__: null,
        async *transform(source, { signal }) {
          yield* transformAll(mode, options, source, signal);
        },
      };
    },
  }[name];
}

/** The same for pullSync() and pipeToSync(). */
function makeTransformSync(name, mode) {
  return {
    [name](options = {}) {
      validateObject(options, 'options');
      return {
        __proto__: null,
        *transform(source) {
          yield* transformAllSync(mode, options, source);
        },
      };
    },
  }[name];
}

module.exports = { makeTransform, makeTransformSync };
