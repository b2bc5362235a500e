'use strict';
// node:cluster in the primary: starts workers, listens for them, tells what becomes of them. Caller: lib/cluster.js.
//
//   worker.state: none -> online -> listening -> disconnected -> dead

const EventEmitter = require('events');
const { Link } = require('internal/cluster/link');
const { RoundRobinListener, SharedListener } = require('internal/cluster/listeners');
const { Worker } = require('internal/cluster/worker');

const SCHED_NONE = 1;
const SCHED_RR = 2;

const cluster = new EventEmitter();
const links = new Map();      // worker -> Link, while it is connected
const listeners = new Map();  // key -> SharedListener or RoundRobinListener
const allGone = new EventEmitter();  // 'disconnect': the last worker left
let lastId = 0;
let forked = false;

function scheduling() {
  const wanted = process.env.NODE_CLUSTER_SCHED_POLICY;
  return wanted === 'none' ? SCHED_NONE : SCHED_RR;
}

Object.assign(cluster, {
  isWorker: false, isMaster: true, isPrimary: true, Worker, workers: {}, settings: {}, SCHED_NONE, SCHED_RR,
  schedulingPolicy: scheduling(),
});

/** @param {object} [options] exec, args, execArgv, cwd, silent, stdio, uid, gid, serialization, windowsHide, inspectPort */
cluster.setupPrimary = function(options) {
  cluster.settings = {
    args: process.argv.slice(2), exec: process.argv[1], execArgv: process.execArgv, silent: false, ...cluster.settings, ...options,
  };
  const { settings } = cluster;
  process.nextTick(() => cluster.emit('setup', settings));
  if (forked) return;
  forked = true;
  // Later changes of the policy are for nobody: listeners of both kinds for one address would not do.
  const policy = cluster.schedulingPolicy;
  if (policy !== SCHED_NONE && policy !== SCHED_RR) {
    forked = false;
    throw new Error(`Bad cluster.schedulingPolicy: ${policy}`);
  }
  roundRobin = policy === SCHED_RR;
};
let roundRobin = true;
cluster.setupMaster = cluster.setupPrimary;

// ---- starting workers ----

// inspectPort has no effect: there is no inspector.
function startProcess(id, env) {
  const { exec, args, execArgv, cwd, silent, stdio, serialization, windowsHide, gid, uid } = cluster.settings;
  return require('child_process').fork(exec, args, {
    cwd, env: { ...process.env, ...env, NODE_UNIQUE_ID: `${id}` }, serialization, silent, windowsHide, execArgv, stdio, gid, uid,
  });
}

/** @param {object} [env] variables of the worker, besides ours @returns {Worker} */
cluster.fork = function(env) {
  cluster.setupPrimary();
  const id = ++lastId;
  const worker = new Worker({ id, process: startProcess(id, env) });
  links.set(worker, new Link(worker.process, (message, handle) => onMessage(worker, message, handle)));
  worker.on('message', function(message, handle) { cluster.emit('message', this, message, handle); });
  worker.process.once('exit', (code, signal) => onExit(worker, code, signal));
  worker.process.once('disconnect', () => onDisconnect(worker));
  process.nextTick(() => cluster.emit('fork', worker));
  cluster.workers[id] = worker;
  return worker;
};

// ---- ends ----

function removeWorker(worker) {
  delete cluster.workers[worker.id];
}

// Nothing more will come from it.
function forget(worker) {
  links.get(worker)?.close();
  if (links.delete(worker) && links.size === 0) allGone.emit('disconnect');
}

function removeFromListeners(worker) {
  for (const { 0: key, 1: listener } of listeners) if (listener.remove(worker)) listeners.delete(key);
}

function onExit(worker, code, signal) {
  // Its channel may have more to tell; then 'disconnect' cleans up.
  if (!worker.isConnected()) {
    removeFromListeners(worker);
    removeWorker(worker);
  }
  worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
  worker.state = 'dead';
  worker.emit('exit', code, signal);
  cluster.emit('exit', worker, code, signal);
}

function onDisconnect(worker) {
  removeFromListeners(worker);
  if (worker.isDead()) removeWorker(worker);
  worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
  worker.state = 'disconnected';
  worker.emit('disconnect');
  cluster.emit('disconnect', worker);
  forget(worker);
}

Worker.prototype.disconnect = function() {
  this.exitedAfterDisconnect = true;
  links.get(this)?.send({ act: 'disconnect' });
  removeFromListeners(this);
  removeWorker(this);
  return this;
};

/** @param {string} [signal] */
Worker.prototype.destroy = function(signal) {
  this.process.kill(signal || 'SIGTERM');
};

/** Disconnects all workers. @param {Function} [callback] when they are gone */
cluster.disconnect = function(callback) {
  if (typeof callback === 'function') allGone.once('disconnect', callback);
  if (links.size === 0) process.nextTick(() => allGone.emit('disconnect'));
  for (const worker of Object.values(cluster.workers)) if (worker.isConnected()) worker.disconnect();
};

// ---- what workers tell and ask ----

function onMessage(worker, message, handle) {
  switch (message.act) {
    case 'online':
      worker.state = 'online';
      worker.emit('online');
      cluster.emit('online', worker);
      break;
    case 'queryServer':
      queryServer(worker, message);
      break;
    case 'listening':
      onListening(worker, message);
      break;
    case 'exitedAfterDisconnect':
      worker.exitedAfterDisconnect = true;
      links.get(worker)?.answer(message, {});
      break;
    case 'close': {
      const listener = listeners.get(message.key);
      if (listener?.remove(worker)) listeners.delete(message.key);
      break;
    }
  }
}

function onListening(worker, { addressType, address, port, fd }) {
  const where = { addressType, address, port, fd };
  worker.state = 'listening';
  worker.emit('listening', where);
  cluster.emit('listening', worker, where);
}

function makeListener(key, query) {
  const isUdp = query.addressType === 'udp4' || query.addressType === 'udp6';
  if (roundRobin && !isUdp) return new RoundRobinListener(key, query, (worker) => links.get(worker));
  return new SharedListener(query);
}

function queryServer(worker, query) {
  if (worker.exitedAfterDisconnect) return;  // it is told to go already
  const key = [query.address, query.port, query.addressType, query.fd, query.index].join(':');
  let listener = listeners.get(key);
  if (listener === undefined) {
    listener = makeListener(key, query);
    listeners.set(key, listener);
  }
  listener.data ??= query.data;
  listener.add(worker, (errno, contents, handle) => {
    links.get(worker)?.answer(query, { errno, key, data: listener.data, ...contents }, handle);
    // What failed is made anew for who asks next.
    if (errno && listeners.get(key) === listener) listeners.delete(key);
  });
}

module.exports = cluster;
