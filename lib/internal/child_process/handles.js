'use strict';
// Handles that travel with messages of an IPC channel. Caller: ipc.js. The wire format is Node's: a message
// {cmd: 'NODE_HANDLE', type, msg} comes with the handle, NODE_HANDLE_ACK answers it.
//
// A server whose connections are in other processes still counts them, and closes after them: it asks with
// NODE_SOCKET_GET_COUNT and NODE_SOCKET_NOTIFY_CLOSE, the other end answers NODE_SOCKET_COUNT and NODE_SOCKET_ALL_CLOSED.

const { codes: { ERR_CHILD_CLOSED_BEFORE_REPLY, ERR_INVALID_HANDLE_TYPE } } = require('internal/errors');

/**
 * What of `sendHandle` travels: its type's name, the native handle, and what else the receiver has to know.
 * @returns {{native: object, header: {type: string, key?: string, dgramType?: string}}}
 */
function describeHandle(sendHandle) {
  const net = require('net');
  const { Pipe, Tcp } = binding('stream');
  if (sendHandle instanceof net.Socket) {
    return { native: sendHandle._handle, header: { type: 'net.Socket', key: sendHandle._server?._connectionKey } };
  }
  if (sendHandle instanceof net.Server) return { native: sendHandle._handle, header: { type: 'net.Server' } };
  if (sendHandle instanceof Tcp || sendHandle instanceof Pipe) return { native: sendHandle, header: { type: 'net.Native' } };
  if (sendHandle instanceof binding('udp').Udp) return { native: sendHandle, header: { type: 'dgram.Native' } };
  if (sendHandle instanceof require('dgram').Socket) {
    const { kState } = require('internal/dgram/state');
    return { native: sendHandle[kState].handle, header: { type: 'dgram.Socket', dgramType: sendHandle.type } };
  }
  throw new ERR_INVALID_HANDLE_TYPE();
}

/**
 * Takes a socket that was sent out of this process: its server counts it as the other process's from now on.
 * @param {net.Socket} socket @param {ChildProcess|NodeJS.Process} target where it went
 */
function giveAway(socket, target) {
  const server = socket._server;
  socket._handle = null;
  socket.setTimeout(0);
  if (!server) return;
  socket._server = null;
  server._connections--;
  if (server._connectionKey !== undefined) {
    require('internal/net/server').addElsewhere(server, target, new SocketsElsewhere(target, server._connectionKey));
  }
  server._emitCloseIfDrained?.();
}

/** The connections of one server in one other process. */
class SocketsElsewhere {
  #peer;
  #key;

  constructor(peer, key) {
    this.#peer = peer;
    this.#key = key;
  }

  /** @param {(error: Error|null, count: number) => void} callback */
  count(callback) {
    this.#ask('NODE_SOCKET_GET_COUNT', 'NODE_SOCKET_COUNT', (error, answer) => callback(error, answer?.count ?? 0));
  }

  /** @param {() => void} callback when all are closed, or the process is gone */
  whenClosed(callback) {
    this.#ask('NODE_SOCKET_NOTIFY_CLOSE', 'NODE_SOCKET_ALL_CLOSED', () => callback());
  }

  #ask(question, answer, callback) {
    const peer = this.#peer;
    if (!peer.connected) {
      process.nextTick(callback, new ERR_CHILD_CLOSED_BEFORE_REPLY());
      return;
    }
    const finish = (error, message) => {
      peer.removeListener('internalMessage', onMessage);
      peer.removeListener('disconnect', onGone);
      callback(error, message);
    };
    const onMessage = (message) => { if (message.cmd === answer && message.key === this.#key) finish(null, message); };
    const onGone = () => finish(new ERR_CHILD_CLOSED_BEFORE_REPLY());
    peer.on('internalMessage', onMessage);
    peer.on('disconnect', onGone);
    // A process that is gone is a 'disconnect', too.
    peer._send({ cmd: question, key: this.#key }, undefined, undefined, () => {});
  }
}

/** The sockets that came from one process, by the key of their server; answers its questions. */
class ReceivedSockets {
  #target;
  #open = new Map();     // key -> how many are open
  #asked = new Set();    // keys of which the parent waits for the end

  constructor(target) {
    this.#target = target;
    target.on('internalMessage', ({ cmd, key }) => {
      if (cmd === 'NODE_SOCKET_GET_COUNT') {
        this.#answer({ cmd: 'NODE_SOCKET_COUNT', key, count: this.#open.get(key) ?? 0 });
      } else if (cmd === 'NODE_SOCKET_NOTIFY_CLOSE') {
        this.#asked.add(key);
        this.#tellIfClosed(key);
      }
    });
  }

  add(key, socket) {
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    socket.once('close', () => {
      this.#open.set(key, this.#open.get(key) - 1);
      this.#tellIfClosed(key);
    });
  }

  #tellIfClosed(key) {
    if (this.#open.get(key) || !this.#asked.delete(key)) return;
    this.#answer({ cmd: 'NODE_SOCKET_ALL_CLOSED', key });
  }

  #answer(message) {
    if (this.#target.connected) this.#target._send(message, undefined, undefined, () => {});
  }
}

const received = new WeakMap();  // process at the other end -> ReceivedSockets

/**
 * Makes of a handle that came what the sender had.
 * @param {{type: string, key?: string, dgramType?: string}} header @param {object|undefined} native
 * @param {object} target whose channel brought it @param {(handle: object|undefined) => void} deliver called with it
 */
function reviveHandle({ type, key, dgramType }, native, target, deliver) {
  if (native === undefined || type === 'net.Native' || type === 'dgram.Native') {
    deliver(native);
  } else if (type === 'net.Socket') {
    const { Socket } = require('net');
    const socket = new Socket({ handle: native, readable: true, writable: true });
    if (key !== undefined) {
      if (!received.has(target)) received.set(target, new ReceivedSockets(target));
      received.get(target).add(key, socket);
    }
    deliver(socket);
  } else if (type === 'net.Server') {
    const { Server } = require('net');
    const server = new Server();
    server.listen(native, () => deliver(server));
  } else if (type === 'dgram.Socket' && (dgramType === 'udp4' || dgramType === 'udp6')) {
    const { Socket } = require('dgram');
    const socket = new Socket(dgramType);
    socket.bind(native, () => deliver(socket));
  } else {
    native.close();
    deliver(undefined);
  }
}

module.exports = { describeHandle, giveAway, reviveHandle };
