'use strict';
// net.BoundSocket: an address that is taken before it is known whether it will listen or connect
// (https://nodejs.org/docs/latest-v24.x/api/net.html#class-netboundsocket). Callers: net; net.Server and net.Socket, which adopt it.
// Rule: the handle has one owner. adopt() gives it away; from then on only isPipe can be asked.

const { kSocket, Pipe, Tcp, UV_TCP_IPV6ONLY } = require('internal/net/handle');
const { isIP } = require('internal/net/ip');
const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_SOCKET_HANDLE_ADOPTED },
  errnoException,
  exceptionWithHostPort,
} = require('internal/errors');
const { validateBoolean, validateObject, validatePort, validateString } = require('internal/validators');

const kAdopt = Symbol('kAdopt');
const UV_TCP_REUSEPORT = 2;

function bindPath(options) {
  const { path } = options;
  validateString(path, 'options.path');
  for (const name of ['host', 'port', 'ipv6Only', 'reusePort']) {
    if (options[name] != null) {
      throw new ERR_INVALID_ARG_VALUE('options', options, 'path is mutually exclusive with host, port, ipv6Only, and reusePort');
    }
  }
  const handle = new Pipe(false, kSocket);
  const status = handle.bindPath(path);
  if (status === 0) return handle;
  handle.close();
  throw errnoException(status, 'bind');
}

function bindAddress({ host, ipv6Only, port, reusePort }) {
  if (host != null) {
    validateString(host, 'options.host');
    if (isIP(host) === 0) {
      throw new ERR_INVALID_ARG_VALUE('options.host', host,
                                      'must be a numeric IP address; net.BoundSocket does not perform DNS resolution');
    }
  }
  if (port != null) validatePort(port, 'options.port');
  if (ipv6Only != null) validateBoolean(ipv6Only, 'options.ipv6Only');
  if (reusePort != null) validateBoolean(reusePort, 'options.reusePort');
  const address = host ?? (ipv6Only ? '::' : '0.0.0.0');
  const handle = new Tcp(kSocket);
  let status = handle.bind(address, port | 0, (ipv6Only && isIP(address) === 6 ? UV_TCP_IPV6ONLY : 0) |
                                              (reusePort ? UV_TCP_REUSEPORT : 0));
  if (status === 0) {  // some failures of bind() come late: the name tells now
    const name = handle.getSockName();
    if (typeof name === 'number') status = name;
  }
  if (status === 0) return handle;
  handle.close();
  throw exceptionWithHostPort(status, 'bind', address, port);
}

class BoundSocket {
  #handle;
  #path;

  /** @param {{host?: string, port?: number, ipv6Only?: boolean, reusePort?: boolean, path?: string}} [options] */
  constructor(options = {}) {
    validateObject(options, 'options');
    this.#path = options.path;
    this.#handle = this.#path === undefined ? bindAddress(options) : bindPath(options);
  }

  get #open() {
    if (this.#handle === null) throw new ERR_SOCKET_HANDLE_ADOPTED();
    return this.#handle;
  }

  get isPipe() {
    return this.#path !== undefined;
  }

  address() {
    const handle = this.#open;
    return this.#path ?? handle.getSockName();
  }

  /** @returns {number} the descriptor, which stays the socket's */
  fd() {
    return this.#open.fd;
  }

  close() {
    this.#open.close();
    this.#handle = null;
  }

  [Symbol.dispose]() {
    if (this.#handle !== null) this.close();
  }

  /** Gives the handle away. @param {BoundSocket} bound @returns {{handle: object, path: string|undefined}} */
  static [kAdopt](bound) {
    const handle = bound.#open;
    bound.#handle = null;
    return { handle, path: bound.#path };
  }
}
const { [kAdopt]: adopt } = BoundSocket;
delete BoundSocket[kAdopt];

const isBoundSocket = (value) => value instanceof BoundSocket;

module.exports = { adopt, BoundSocket, isBoundSocket };
