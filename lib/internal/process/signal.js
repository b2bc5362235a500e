'use strict';
// process.on('SIGINT', ...): a native watch runs while a signal has listeners; without one the signal has its default
// effect. Caller: per_process.js (install).

const watches = new Map();  // name -> SignalWatch
let signals;

// Numbers are asked for only when a name looks like a signal's: os.constants need not be loaded for 'exit'.
function numberOf(event) {
  if (typeof event !== 'string' || !event.startsWith('SIG')) return undefined;
  signals ??= require('os').constants.signals;
  return signals[event];
}

function onNewListener(event) {
  const number = numberOf(event);
  if (number === undefined || watches.has(event)) return;
  // Signals go to the main thread only (Node's documentation, worker_threads.Worker).
  if (!require('internal/process/threads').isMainThread()) return;
  const { SignalWatch } = binding('signal');
  const watch = new SignalWatch((signum) => process.emit(event, event, signum));
  const status = watch.start(number);
  if (status !== 0) {
    watch.close();
    throw require('internal/errors').errnoException(status, 'uv_signal_start');
  }
  watches.set(event, watch);
}

function onRemoveListener(event) {
  const watch = watches.get(event);
  if (watch === undefined || process.listenerCount(event) > 0) return;
  watch.close();
  watches.delete(event);
}

function install(target) {
  target.on('newListener', onNewListener);
  target.on('removeListener', onRemoveListener);
}

module.exports = { install };
