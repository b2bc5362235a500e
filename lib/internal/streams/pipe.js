'use strict';

// Readable.prototype.pipe and unpipe.
// Callers: readable.js installs them. One Pipe object stands for one source-destination pair.
// Rules:
// - a destination whose write() returned false pauses the source; the source resumes when every such destination
//   has drained (`awaitDrainWriters`: the one, or the set of them);
// - whatever ends the pair (end, error, close, finish, unpipe) takes all its listeners off both streams.

const { errorOrDestroy } = require('internal/streams/destroy');
const { prependListener } = require('internal/streams/legacy');
const { kDataListening, kFlowing, kMultiAwaitDrain } = require('internal/streams/readable_state');
const { kState } = require('internal/streams/flags');

class Pipe {
  onDrain = undefined;
  isCleanedUp = false;

  constructor(source, dest, endsDest) {
    this.source = source;
    this.dest = dest;
    this.onData = (chunk) => this.pass(chunk);
    this.onError = (error) => this.failed(error);
    this.onClose = () => {
      dest.removeListener('finish', this.onFinish);
      source.unpipe(dest);
    };
    this.onFinish = () => {
      dest.removeListener('close', this.onClose);
      source.unpipe(dest);
    };
    this.onSourceEnd = endsDest ? () => dest.end() : () => source.unpipe(dest);
    this.onUnpipe = (readable, info) => {
      if (readable !== source || info?.hasUnpiped !== false) return;
      info.hasUnpiped = true;
      this.cleanUp();
    };
  }

  start() {
    const { source, dest } = this;
    const state = source._readableState;
    if (state.endEmitted) process.nextTick(this.onSourceEnd);
    else source.once('end', this.onSourceEnd);
    dest.on('unpipe', this.onUnpipe);
    source.on('data', this.onData);
    prependListener(dest, 'error', this.onError);
    dest.once('close', this.onClose);
    dest.once('finish', this.onFinish);
    dest.emit('pipe', source);
    if (dest.writableNeedDrain === true) this.pause();
    else if ((state[kState] & kFlowing) === 0) source.resume();
  }

  pass(chunk) {
    const { dest } = this;
    try {
      if (dest.write(chunk) === false) this.pause();
    } catch (error) {
      // A chunk of the wrong kind is the destination's failure, not that of whoever pushed it.
      dest.destroy(error);
    }
  }

  /** The destination is full: the source waits for its 'drain'. */
  pause() {
    const { source, dest } = this;
    const state = source._readableState;
    if (!this.isCleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state[kState] &= ~kMultiAwaitDrain;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      source.pause();
    }
    if (this.onDrain === undefined) {
      this.onDrain = () => drained(source, dest);
      dest.on('drain', this.onDrain);
    }
  }

  failed(error) {
    const { source, dest } = this;
    source.unpipe(dest);
    dest.removeListener('error', this.onError);
    if (dest.listenerCount('error') > 0) return;
    // Nobody else listens: the error must not vanish because of the pipe.
    const state = dest._writableState || dest._readableState;
    if (state && !state.errorEmitted) errorOrDestroy(dest, error);
    else dest.emit('error', error);
  }

  cleanUp() {
    const { source, dest } = this;
    dest.removeListener('close', this.onClose);
    dest.removeListener('finish', this.onFinish);
    if (this.onDrain !== undefined) dest.removeListener('drain', this.onDrain);
    dest.removeListener('error', this.onError);
    dest.removeListener('unpipe', this.onUnpipe);
    source.removeListener('end', this.onSourceEnd);
    source.removeListener('data', this.onData);
    this.isCleanedUp = true;
    // A pair that ends while full must not keep the source's other destinations waiting.
    if (this.onDrain !== undefined && source._readableState.awaitDrainWriters &&
        (!dest._writableState || dest._writableState.needDrain)) {
      this.onDrain();
    }
  }
}

function drained(source, dest) {
  const state = source._readableState;
  if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
  else if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.delete(dest);
  const allDrained = !state.awaitDrainWriters || state.awaitDrainWriters.size === 0;
  if (allDrained && (state[kState] & kDataListening) !== 0) source.resume();
}

/**
 * @param {import('stream').Writable} dest
 * @param {{ end?: boolean }} [pipeOpts]
 */
function pipe(dest, pipeOpts) {
  const state = this._readableState;
  if (state.pipes.length === 1 && (state[kState] & kMultiAwaitDrain) === 0) {
    state[kState] |= kMultiAwaitDrain;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);
  // The process's own output outlives every source. `_isStdio` spares making these streams just to compare.
  const endsDest = (!pipeOpts || pipeOpts.end !== false) && !isProcessOutput(dest);
  new Pipe(this, dest, endsDest).start();
  return dest;
}

function isProcessOutput(dest) {
  if (dest._isStdio !== true && dest.fd !== 1 && dest.fd !== 2) return false;
  return dest === process.stdout || dest === process.stderr;
}

/** @param {import('stream').Writable} [dest] all destinations when absent */
function unpipe(dest) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  if (!dest) {
    const all = state.pipes;
    state.pipes = [];
    this.pause();
    for (const one of all) one.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const at = state.pipes.indexOf(dest);
  if (at === -1) return this;
  state.pipes.splice(at, 1);
  if (state.pipes.length === 0) this.pause();
  dest.emit('unpipe', this, { hasUnpiped: false });
  return this;
}

module.exports = { pipe, unpipe };
