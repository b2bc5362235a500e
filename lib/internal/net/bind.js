'use strict';
// Handles of servers, bound to what they shall listen on. Callers: net.Server; cluster's primary, for its workers.

const { kServer, Pipe, Tcp, UV_TCP_IPV6ONLY } = require('internal/net/handle');

const UV_EACCES = -13;
const UV_EADDRINUSE = -98;
const UV_EINVAL = -22;

function openFd(fd) {
  const type = binding('stream').guessHandleType(fd);
  if (type !== 'TCP' && type !== 'PIPE' && type !== 'UNIX') return UV_EINVAL;
  const handle = type === 'TCP' ? new Tcp(kServer) : new Pipe(false, kServer);
  return checked(handle, handle.open(fd));
}

// The handle, or the errno of what failed.
function checked(handle, status) {
  if (status === 0) return handle;
  handle.close();
  return status;
}

// libuv reports some failures of bind() (an address in use) late: the name tells now.
function bindTcp(address, port, flags = 0) {
  const handle = new Tcp(kServer);
  const status = handle.bind(address, port, flags);
  const name = status === 0 ? handle.getSockName() : undefined;
  return checked(handle, typeof name === 'number' ? name : status);
}

/**
 * A handle that is bound and does not listen yet: of a descriptor, a path (port and addressType -1) or an address. Without
 * an address: both families through "::", or IPv4 alone where there is no IPv6.
 * @param {string|null} address @param {number} port @param {4|6|-1} addressType @param {number} [fd] @param {number} [flags]
 * @returns {object|number} or a negative errno
 */
function createServerHandle(address, port, addressType, fd, flags) {
  if (typeof fd === 'number' && fd >= 0) return openFd(fd);
  if (port === -1 && addressType === -1) {
    const handle = new Pipe(false, kServer);
    return checked(handle, handle.bindPath(address));
  }
  if (address) return bindTcp(address, port, addressType === 4 ? flags & ~UV_TCP_IPV6ONLY : flags);
  const both = bindTcp('::', port, flags);
  return typeof both !== 'number' || both === UV_EADDRINUSE || both === UV_EACCES ? both : bindTcp('0.0.0.0', port, flags);
}

module.exports = { createServerHandle };
