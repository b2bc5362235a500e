'use strict';
// What `process` is in a worker, where it differs from the main thread's (Node's documentation, worker_threads.Worker):
// nothing of it changes the state of the whole process. Caller: bootstrap/worker.js, before any code of the program runs.

const { codes: { ERR_WORKER_UNSUPPORTED_OPERATION } } = require('internal/errors');
const native = binding('process');

const OF_THE_MAIN_THREAD = ['abort', 'chdir', 'initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid'];

function unavailable(name) {
  function unavailableInWorker() {
    throw new ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}()`);
  }
  unavailableInWorker.disabled = true;
  return unavailableInWorker;
}

// The main thread may change the folder at any time, so that it is asked for anew.
function wrappedCwd() {
  return native.cwd();
}

function wrappedUmask(mask) {
  if (mask === undefined) return native.umask();
  throw new ERR_WORKER_UNSUPPORTED_OPERATION('Setting process.umask()');
}

/** @param {NodeJS.Process} target @param {string[]} argv what stands behind the program's name */
function adapt(target, argv) {
  for (const name of OF_THE_MAIN_THREAD) target[name] = unavailable(name);
  for (const name of ['_startProfilerIdleNotifier', '_stopProfilerIdleNotifier']) delete target[name];
  target.cwd = wrappedCwd;
  target.umask = wrappedUmask;
  for (const name of ['title', 'ppid']) {
    Object.defineProperty(target, name, {
      __proto__: null, value: target[name], writable: true, enumerable: true, configurable: true,
    });
  }
  // The channel to the parent process belongs to the main thread.
  if (target.env.NODE_CHANNEL_FD !== undefined) {
    for (const name of ['send', 'disconnect']) target[name] = unavailable(name);
    for (const name of ['channel', 'connected']) {
      const get = () => { throw new ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}`); };
      Object.defineProperty(target, name, { __proto__: null, get, set: undefined, enumerable: true, configurable: true });
    }
  }
  target.argv.splice(1, target.argv.length, ...argv);
}

module.exports = { adapt };
