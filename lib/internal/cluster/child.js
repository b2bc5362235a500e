'use strict';
// node:cluster in a worker: its servers listen through the primary. Callers: lib/cluster.js; net and dgram, which ask
// _getServer() for the handle of an address.

const EventEmitter = require('events');
const { Link } = require('internal/cluster/link');
const { kOnConnection } = require('internal/net/handle');
const { Worker } = require('internal/cluster/worker');

const cluster = new EventEmitter();
const open = new Map();     // key of a listener of the primary -> {handle, owner}
const indices = new Map();  // address -> which of its listeners this worker uses now
let link;

Object.assign(cluster, { isWorker: true, isMaster: false, isPrimary: false, worker: null, Worker });

/** Called at start-up, before the program. @param {string} id @returns {void} */
cluster._setupWorker = function(id) {
  const worker = new Worker({ id: Number(id), process, state: 'online' });
  cluster.worker = worker;
  process.once('disconnect', () => {
    link.close();
    worker.emit('disconnect');
    // Nobody asked for this: the primary is gone.
    if (!worker.exitedAfterDisconnect) process.exit(0);
  });
  link = new Link(process, (message, handle) => {
    if (message.act === 'newconn') takeConnection(message, handle);
    else if (message.act === 'disconnect') disconnect(worker, true);
  });
  link.send({ act: 'online' });
};

// ---- listening ----

// Connections of a listener of the primary, as a native handle would bring them.
class RoundRobinHandle {
  #key;
  #owner;
  #sockname;
  #keepAlive = setInterval(() => {}, 2 ** 31 - 1);

  constructor(key, sockname) {
    this.#key = key;
    this.#sockname = sockname;
    if (sockname) this.getSockName = () => ({ ...this.#sockname });
  }

  get reading() { return false; }
  get fd() { return -1; }
  setOwner(owner) { this.#owner = owner; }
  listen() { return 0; }
  ref() { this.#keepAlive.ref(); }
  unref() { this.#keepAlive.unref(); }
  hasRef() { return this.#keepAlive.hasRef(); }

  /** Whether somebody takes connections; a server that is full leaves them to other workers. */
  get accepts() {
    if (!this.#owner) return false;
    const { dropMaxConnection, maxConnections, _connections } = this.#owner;
    return maxConnections == null || Boolean(dropMaxConnection) || _connections < maxConnections;
  }
  take(connection) {
    this.#owner[kOnConnection](0, connection);
  }

  close(callback) {
    if (open.get(this.#key)?.handle === this) closeInPrimary(this.#key);
    this.#owner = undefined;
    clearInterval(this.#keepAlive);
    if (typeof callback === 'function') process.nextTick(callback);
  }
}

function takeConnection(message, connection) {
  const handle = open.get(message.key)?.handle;
  const accepted = handle instanceof RoundRobinHandle && connection !== undefined && handle.accepts;
  link.answer(message, { accepted });
  if (accepted) handle.take(connection);
  else connection?.close();
}

function closeInPrimary(key) {
  open.delete(key);
  link.send({ act: 'close', key });
}

// Who listens twice on one address at the same time asks for two listeners. The lowest free index: that of a listener
// which was closed is what other workers use.
function takeIndex(query) {
  const address = [query.address, query.port, query.addressType, query.fd].join(':');
  const taken = indices.get(address) ?? new Set();
  indices.set(address, taken);
  let index = 0;
  while (taken.has(index)) index++;
  taken.add(index);
  return { index, giveBack: () => { taken.delete(index); } };
}

/**
 * Asks the primary for what `owner` shall listen on: callback(errno, handle).
 * @param {net.Server|dgram.Socket} owner
 * @param {{address: string|null, port: number|null, addressType: number|string, fd?: number, flags: number}} query
 * @param {(errno: number, handle?: object) => void} callback
 */
cluster._getServer = function(owner, query, callback) {
  let { address } = query;
  // A path is the primary's, whose folder may be another.
  if (query.port < 0 && typeof address === 'string') address = require('path').resolve(address);
  const { index, giveBack } = takeIndex({ ...query, address });
  const data = typeof owner._getServerData === 'function' ? owner._getServerData() : null;
  const asked = link.send({ act: 'queryServer', index, data, ...query, address }, undefined, (answer, native) => {
    if (typeof owner._setServerData === 'function') owner._setServerData(answer.data);
    const { errno, key } = answer;
    if (errno) {
      giveBack();
      callback(errno);
      return;
    }
    const handle = native === undefined ? new RoundRobinHandle(key, answer.sockname) : shareHandle(native, key);
    open.set(key, { handle, owner });
    onClose(handle, giveBack);
    callback(0, handle);
  });
  if (asked === false && !process.connected) giveBack();
  owner.once('listening', () => tellListening(owner, query));
};

function onClose(handle, done) {
  const { close } = handle;
  handle.close = function(...args) {
    handle.close = close;
    done();
    return Reflect.apply(close, handle, args);
  };
}

function shareHandle(handle, key) {
  onClose(handle, () => closeInPrimary(key));
  return handle;
}

function tellListening(owner, { port, ...query }) {
  if (![...open.values()].some((entry) => entry.owner === owner)) return;  // closed already
  cluster.worker.state = 'listening';
  const { addressType, address, fd } = query;
  link.send({ act: 'listening', addressType, address, port: owner.address()?.port || port, fd });
}

// ---- the end ----

// Closes what listens, then the channel.
function disconnect(worker, byPrimary) {
  worker.exitedAfterDisconnect = true;
  let left = 1;
  const closed = () => {
    if (--left > 0) return;
    if (!process.connected) return;
    if (byPrimary) process.disconnect();
    // The primary has to know before the channel goes that this was meant.
    else link.send({ act: 'exitedAfterDisconnect' }, undefined, () => { if (process.connected) process.disconnect(); });
  };
  for (const { owner } of [...open.values()]) {
    left++;
    try {
      owner.close(closed);
    } catch {
      left--;  // a socket that is closed already
    }
  }
  closed();
}

Worker.prototype.disconnect = function() {
  if (this.state === 'disconnecting' || this.state === 'destroying') return this;
  this.state = 'disconnecting';
  disconnect(this, false);
  return this;
};

Worker.prototype.destroy = function() {
  if (this.state === 'destroying') return;
  this.exitedAfterDisconnect = true;
  if (!this.isConnected()) {
    process.exit(0);
    return;
  }
  this.state = 'destroying';
  process.once('disconnect', () => process.exit(0));
  link.send({ act: 'exitedAfterDisconnect' }, undefined, () => { if (process.connected) process.disconnect(); });
};

module.exports = cluster;
