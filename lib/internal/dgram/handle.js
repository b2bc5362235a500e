'use strict';
// The native UDP sockets (binding('udp').Udp). Callers: internal/dgram/socket, cluster.
// Methods return 0 or a negative errno; send() returns the bytes sent, QUEUED or an errno.

const { codes: { ERR_INVALID_FD_TYPE } } = require('internal/errors');

const { QUEUED, setHandlers, Udp, UV_UDP_IPV6ONLY, UV_UDP_REUSEADDR, UV_UDP_REUSEPORT } = binding('udp');

/** @param {'udp4'|'udp6'} type @returns {Udp} not bound yet */
function newHandle(type) {
  return new Udp(type === 'udp6');
}

/** Throws ERR_INVALID_FD_TYPE unless descriptor `fd` is a datagram socket. @param {number} fd */
function checkFd(fd) {
  const type = binding('stream').guessHandleType(fd);
  if (type !== 'UDP') throw new ERR_INVALID_FD_TYPE(type);
}

/** The bits of bind() for a socket's options. @param {{ipv6Only?: boolean, reuseAddr?: boolean, reusePort?: boolean}} options */
function bindFlags({ ipv6Only, reuseAddr, reusePort }) {
  return (ipv6Only ? UV_UDP_IPV6ONLY : 0) | (reuseAddr ? UV_UDP_REUSEADDR : 0) | (reusePort ? UV_UDP_REUSEPORT : 0);
}

/**
 * A bound socket: of a descriptor, or of an address.
 * @param {string|null} address numeric @param {number} port @param {'udp4'|'udp6'} type
 * @param {number} [fd] @param {number} [flags] @returns {Udp|number} or a negative errno
 */
function createBoundHandle(address, port, type, fd, flags) {
  const handle = newHandle(type);
  const hasFd = Number.isInteger(fd) && fd > 0;
  if (hasFd) checkFd(fd);
  const status = hasFd ? handle.open(fd) :
    port || address ? handle.bind(address || (type === 'udp6' ? '::' : '0.0.0.0'), port | 0, flags | 0) : 0;
  if (status === 0) return handle;
  handle.close();
  return status;
}

module.exports = {
  bindFlags, checkFd, createBoundHandle, newHandle, QUEUED, setHandlers, Udp,
};
