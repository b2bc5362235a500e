'use strict';
// cluster.Worker: a worker as its primary sees it (process is the ChildProcess) and as it sees itself (process is its own).
// What disconnect() and kill() do differs; primary.js and child.js add them.

const EventEmitter = require('events');

/** @param {{id?: number, state?: string, process?: object}} [options] */
function Worker(options) {
  if (!(this instanceof Worker)) return new Worker(options);
  Reflect.apply(EventEmitter, this, []);
  const { id, state, process } = options !== null && typeof options === 'object' ? options : {};
  this.exitedAfterDisconnect = undefined;
  this.state = state || 'none';
  this.id = id | 0;
  if (!process) return;
  this.process = process;
  process.on('error', (...args) => this.emit('error', ...args));
  process.on('message', (...args) => this.emit('message', ...args));
}
Object.setPrototypeOf(Worker.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Worker, EventEmitter);

Worker.prototype.kill = function() {
  return Reflect.apply(this.destroy, this, arguments);
};

/** As process.send(). */
Worker.prototype.send = function() {
  return Reflect.apply(this.process.send, this.process, arguments);
};

Worker.prototype.isDead = function() {
  return this.process.exitCode != null || this.process.signalCode != null;
};

Worker.prototype.isConnected = function() {
  return this.process.connected;
};

module.exports = { Worker };
