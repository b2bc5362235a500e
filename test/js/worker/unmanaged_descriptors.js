'use strict';
// What a worker opened by fs.open() and did not close is closed when it has ended; with trackUnmanagedFds: false it is not.
const assert = require('assert');
const fs = require('fs');
const { Worker, isMainThread, parentPort } = require('worker_threads');

if (isMainThread) {
  (async () => {
    for (const trackUnmanagedFds of [true, false]) {
      const worker = new Worker(__filename, { trackUnmanagedFds });
      const [fd] = await require('events').once(worker, 'message');
      fs.fstatSync(fd);
      worker.terminate();
      await require('events').once(worker, 'exit');
      if (trackUnmanagedFds) assert.throws(() => fs.fstatSync(fd), { code: 'EBADF' });
      else fs.closeSync(fd);
    }
  })();
} else {
  fs.closeSync(fs.openSync(__filename));
  parentPort.postMessage(fs.openSync(__filename));
  setInterval(() => {}, 1000);
}
