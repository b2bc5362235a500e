'use strict';

// Stream: the base class of all streams, and the old-style `pipe` that only needs 'data', 'end', `write` and `end`.
// Callers: readable.js and writable.js inherit from it; old npm packages use it as it is.

const EventEmitter = require('events');

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function pipe(dest, options) {
  const source = this;
  const endsDest = !dest._isStdio && (!options || options.end !== false);
  let ended = false;

  function onData(chunk) {
    if (dest.writable && dest.write(chunk) === false && source.pause) source.pause();
  }
  function onDrain() {
    if (source.readable && source.resume) source.resume();
  }
  function onEnd() {
    if (ended) return;
    ended = true;
    dest.end();
  }
  function onClose() {
    if (ended) return;
    ended = true;
    if (typeof dest.destroy === 'function') dest.destroy();
  }
  function onError(error) {
    cleanUp();
    // Without another listener the error is nobody's: let emit throw it.
    if (EventEmitter.listenerCount(this, 'error') === 0) this.emit('error', error);
  }
  const sourceEvents = { data: onData, end: onEnd, close: onClose, error: onError };
  if (!endsDest) {
    delete sourceEvents.end;
    delete sourceEvents.close;
  }
  const destEvents = { drain: onDrain, error: onError };

  function cleanUp() {
    for (const name of Object.keys(sourceEvents)) source.removeListener(name, sourceEvents[name]);
    for (const name of Object.keys(destEvents)) dest.removeListener(name, destEvents[name]);
    source.removeListener('end', cleanUp);
    source.removeListener('close', cleanUp);
    dest.removeListener('close', cleanUp);
  }

  source.on('data', onData);
  dest.on('drain', onDrain);
  if (endsDest) {
    source.on('end', onEnd);
    source.on('close', onClose);
  }
  prependListener(source, 'error', onError);
  prependListener(dest, 'error', onError);
  source.on('end', cleanUp);
  source.on('close', cleanUp);
  dest.on('close', cleanUp);

  dest.emit('pipe', source);
  return dest;
};

Stream.prototype.eventNames = function eventNames() {
  const names = [];
  for (const name of Reflect.ownKeys(this._events)) {
    const list = this._events[name];
    if (typeof list === 'function' || (Array.isArray(list) && list.length > 0)) names.push(name);
  }
  return names;
};

/** Puts a listener first, also on emitters that are older than `prependListener`. */
function prependListener(emitter, event, listener) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(event, listener);
  const existing = emitter._events?.[event];
  if (!existing) emitter.on(event, listener);
  else if (Array.isArray(existing)) existing.unshift(listener);
  else emitter._events[event] = [listener, existing];
  return emitter;
}

module.exports = { Stream, prependListener };
