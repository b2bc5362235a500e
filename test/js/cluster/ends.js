'use strict';
// The ways in which a worker may end, and what its primary hears.
const assert = require('assert');
const cluster = require('cluster');

if (cluster.isWorker) {
  require('net').createServer().listen(0, '127.0.0.1');
  process.on('uncaughtException', () => process.exit(4));
  process.on('message', (what) => {
    if (what === 'disconnect') cluster.worker.disconnect();
    else if (what === 'kill') cluster.worker.kill();
    else if (what === 'exit') process.exit(3);
    else if (what === 'process.disconnect') process.disconnect();
    else throw new Error(what);
  });
  return;
}

// how it ends -> [exit code, signal, exitedAfterDisconnect]
const expected = {
  'worker.disconnect()': [0, null, true],
  'worker.kill()': [null, 'SIGTERM', false],
  'worker.process.disconnect()': [0, null, false],
  'disconnect': [0, null, true],
  'kill': [0, null, true],
  'exit': [3, null, false],
  'throw': [4, null, false],
  'process.disconnect': [0, null, false],
};
const seen = {};
(function next([how, ...rest]) {
  if (how === undefined) return;
  const worker = cluster.fork();
  const events = [];
  worker.on('listening', () => {
    if (how === 'worker.disconnect()') worker.disconnect();
    else if (how === 'worker.kill()') worker.kill();
    else if (how === 'worker.process.disconnect()') worker.process.disconnect();
    else worker.send(how);
  });
  worker.on('disconnect', () => events.push('disconnect'));
  worker.on('exit', (code, signal) => {
    seen[how] = [code, signal, worker.exitedAfterDisconnect];
    assert.deepStrictEqual([events.includes('disconnect'), worker.isDead(), worker.isConnected()], [true, true, false]);
    next(rest);
  });
})(Object.keys(expected));
process.on('exit', () => assert.deepStrictEqual(seen, expected));
