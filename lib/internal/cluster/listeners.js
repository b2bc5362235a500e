'use strict';
// What the primary listens on for its workers. One listener serves all workers that asked for the same address:
//
//   SharedListener      workers get the handle itself and take what the kernel gives each of them
//   RoundRobinListener  the primary accepts connections and hands them to the workers in turn
//
// Both: add(worker, answer) calls answer(errno, contents, handle) once; remove(worker) is true when nobody is left, and the
// listener is closed then. Caller: primary.js.

const { createBoundHandle } = require('internal/dgram/handle');
const { createServerHandle } = require('internal/net/bind');
const { kOnConnection, UV_TCP_IPV6ONLY } = require('internal/net/handle');

// What fits into a sockaddr_un (unix(7)), less its NUL.
const kMaxPath = 107;

/** A socket's path, by the shorter way when the long one does not fit. @param {string} absolute */
function fittingPath(absolute) {
  return absolute.length > kMaxPath ? require('path').relative(process.cwd(), absolute) : absolute;
}

class SharedListener {
  #handle;
  #errno = 0;
  #workers = new Set();

  /** @param {{address: string|null, port: number, addressType: number|string, fd?: number, flags: number}} query */
  constructor({ address, port, addressType, fd, flags }) {
    const isUdp = addressType === 'udp4' || addressType === 'udp6';
    if (port < 0) address = fittingPath(address);
    let made;
    try {
      made = isUdp ? createBoundHandle(address, port, addressType, fd, flags) :
        createServerHandle(address, port, addressType, fd, flags);
    } catch (error) {
      made = error.errno ?? -22;  // a descriptor of the wrong kind
    }
    if (typeof made === 'number') this.#errno = made;
    else this.#handle = made;
  }

  add(worker, answer) {
    this.#workers.add(worker.id);
    answer(this.#errno, undefined, this.#handle);
  }

  has(worker) {
    return this.#workers.has(worker.id);
  }

  remove(worker) {
    if (!this.#workers.delete(worker.id) || this.#workers.size !== 0) return false;
    this.#handle?.close();
    this.#handle = undefined;
    return true;
  }
}

class RoundRobinListener {
  #key;
  #linkOf;
  #all = new Map();    // worker id -> worker
  #idle = new Map();   // those that wait for a connection, in the order in which they began to
  #queue = [];         // connections that wait for a worker
  #given = new Map();  // worker id -> the connection that it has not answered for yet
  #server;             // until it listens
  #handle = null;

  /**
   * @param {string} key of this listener @param {object} query as for SharedListener, with backlog, readableAll, writableAll
   * @param {(worker: Worker) => Link} linkOf
   */
  constructor(key, query, linkOf) {
    this.#key = key;
    this.#linkOf = linkOf;
    const { address, port, fd, flags, backlog, readableAll, writableAll } = query;
    this.#server = require('net').createServer();
    if (fd >= 0) this.#server.listen({ fd, backlog });
    else if (port < 0) this.#server.listen({ path: fittingPath(address), backlog, readableAll, writableAll });
    else this.#server.listen({ port, host: address ?? undefined, ipv6Only: Boolean(flags & UV_TCP_IPV6ONLY), backlog });
    this.#server.once('listening', () => {
      this.#handle = this.#server._handle;
      this.#server._handle = null;
      this.#server = null;
      this.#handle.setOwner({ [kOnConnection]: (status, connection) => { if (!status) this.#distribute(connection); } });
    });
  }

  add(worker, answer) {
    this.#all.set(worker.id, worker);
    const accepted = () => {
      if (this.#handle === null) return;  // closed meanwhile
      answer(0, this.#handle.getSockName ? { sockname: this.#handle.getSockName() } : undefined);
      this.#offer(worker);
    };
    if (this.#server === null) {
      accepted();
      return;
    }
    this.#server.once('listening', accepted);
    this.#server.once('error', (error) => answer(error.errno));
  }

  has(worker) {
    return this.#all.has(worker.id);
  }

  remove(worker) {
    if (!this.#all.delete(worker.id)) return false;
    this.#idle.delete(worker.id);
    // Whether the worker had taken it is not known: nobody else may.
    this.#given.get(worker.id)?.close();
    this.#given.delete(worker.id);
    if (this.#all.size !== 0) return false;
    for (const connection of this.#queue.splice(0)) connection.close();
    this.#server?.close();
    this.#handle?.close();
    this.#handle = null;
    return true;
  }

  #distribute(connection) {
    this.#queue.push(connection);
    const { value: worker } = this.#idle.values().next();
    if (worker === undefined) return;
    this.#idle.delete(worker.id);
    this.#offer(worker);
  }

  // The next connection for this worker, which is idle when there is none.
  #offer(worker) {
    if (!this.#all.has(worker.id)) return;
    const connection = this.#queue.shift();
    if (connection === undefined) {
      this.#idle.set(worker.id, worker);
      return;
    }
    this.#given.set(worker.id, connection);
    const settle = (accepted) => {
      if (!this.#given.delete(worker.id)) return;
      if (accepted) connection.close();
      else this.#distribute(connection);
      this.#offer(worker);
    };
    this.#linkOf(worker)?.send({ act: 'newconn', key: this.#key }, connection, ({ accepted }) => settle(accepted),
                               () => this.#giveToAnother(worker));
  }

  // The worker is about to disappear.
  #giveToAnother(worker) {
    const connection = this.#given.get(worker.id);
    if (connection === undefined) return;
    this.#given.delete(worker.id);
    this.#distribute(connection);
  }
}

module.exports = { RoundRobinListener, SharedListener };
