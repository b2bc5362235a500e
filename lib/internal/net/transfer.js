'use strict';
// Sockets and servers that move to another thread in the transfer list of a message
// (https://nodejs.org/docs/latest-v24.x/api/net.html#transferring-tcp-handles-to-other-threads). Callers: internal/messaging, when a list
// has the first of them; internal/clone, when the first arrives.
// Rule: what moves is a second descriptor of the connection; the sender's handle closes without shutting the connection down.

const { kTransfer, registerCloneable } = require('internal/clone');
const { kServer, kSocket, Tcp } = require('internal/net/handle');
const { Server } = require('internal/net/server');
const { kBoundTo, Socket } = require('internal/net/socket');
const { codes: { ERR_WORKER_HANDLE_NOT_TRANSFERABLE }, errnoException } = require('internal/errors');

// The handle's descriptor in a message, and the handle gone from its owner.
function carry(owner) {
  const fd = owner._handle.duplicate();
  if (fd < 0) throw errnoException(fd, 'dup');
  owner._handle.setOwner({});
  owner._handle.close();
  owner._handle = null;
  const { CarriedDescriptor } = binding('messaging');
  return new CarriedDescriptor(fd);
}

function arrive(descriptor, role) {
  const handle = new Tcp(role);
  const status = handle.open(descriptor.release());
  if (status) throw errnoException(status, 'open');
  return handle;
}

Object.defineProperty(Socket.prototype, kTransfer, {
  __proto__: null,
  value() {
    if (!(this._handle instanceof Tcp) || this.connecting || this.destroyed || this.bytesRead !== 0 ||
        this.readableLength !== 0 || this.writableLength !== 0 || this[kBoundTo] !== undefined) {
      throw new ERR_WORKER_HANDLE_NOT_TRANSFERABLE('net.Socket');
    }
    const data = { descriptor: carry(this), allowHalfOpen: this.allowHalfOpen };
    this.destroy();
    return { type: 'Socket', data };
  },
});
registerCloneable('Socket', ({ descriptor, allowHalfOpen }) => new Socket({
  handle: arrive(descriptor, kSocket), allowHalfOpen, readable: true, writable: true,
}));

const kServerOptions = ['allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'highWaterMark'];

Object.defineProperty(Server.prototype, kTransfer, {
  __proto__: null,
  value() {
    if (!(this._handle instanceof Tcp)) throw new ERR_WORKER_HANDLE_NOT_TRANSFERABLE('net.Server');
    const options = { keepAliveInitialDelay: this.keepAliveInitialDelay * 1000 };
    for (const name of kServerOptions) options[name] = this[name];
    return { type: 'Server', data: { descriptor: carry(this), options } };
  },
});
registerCloneable('Server', ({ descriptor, options }) => new Server(options).listen(arrive(descriptor, kServer)));
