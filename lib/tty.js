'use strict';
// node:tty (Node's documentation: TTY): terminals as sockets. process.stdin, stdout and stderr are these on a terminal.

const net = require('net');
const { Tty } = binding('stream');
const { codes: { ERR_INVALID_FD, ERR_TTY_INIT_FAILED } } = require('internal/errors');
const colors = require('internal/tty_colors');

const kMaxFd = 2 ** 31 - 1;

/** Whether `fd` is a terminal. */
function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= kMaxFd && binding('process').handleType(fd) === 'TTY';
}

function makeHandle(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new ERR_INVALID_FD(fd);
  try {
    return new Tty(fd);
  } catch (error) {
    throw new ERR_TTY_INIT_FAILED(error);
  }
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options);
  const handle = makeHandle(fd);
  Reflect.apply(net.Socket, this, [{ highWaterMark: 0, handle, manualStart: true, ...options }]);
  this.isRaw = false;
  this.isTTY = true;
}
Object.setPrototypeOf(ReadStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(ReadStream, net.Socket);

ReadStream.prototype.setRawMode = function(flag) {
  flag = !!flag;
  const status = this._handle?.setRawMode(flag ? 1 : 0);
  if (status) {
    const { errnoException } = require('internal/errors');
    this.emit('error', errnoException(status, 'setRawMode'));
    return this;
  }
  this.isRaw = flag;
  return this;
};

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  const handle = makeHandle(fd);
  Reflect.apply(net.Socket, this, [{ highWaterMark: 16384, handle, manualStart: true }]);
  // What a program writes just before it ends must reach the terminal.
  handle.setBlocking(true);
  const size = handle.getWindowSize();
  if (Array.isArray(size)) [this.columns, this.rows] = size;
}
Object.setPrototypeOf(WriteStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(WriteStream, net.Socket);

WriteStream.prototype.isTTY = true;
WriteStream.prototype.getColorDepth = colors.getColorDepth;
WriteStream.prototype.hasColors = colors.hasColors;

WriteStream.prototype._refreshSize = function() {
  const { columns, rows } = this;
  const size = this._handle?.getWindowSize();
  if (!Array.isArray(size)) return;
  const [newColumns, newRows] = size;
  if (columns === newColumns && rows === newRows) return;
  this.columns = newColumns;
  this.rows = newRows;
  this.emit('resize');
};

WriteStream.prototype.getWindowSize = function() {
  return [this.columns, this.rows];
};
WriteStream.prototype.cursorTo = function(x, y, callback) {
  return require('readline').cursorTo(this, x, y, callback);
};
WriteStream.prototype.moveCursor = function(dx, dy, callback) {
  return require('readline').moveCursor(this, dx, dy, callback);
};
WriteStream.prototype.clearLine = function(direction, callback) {
  return require('readline').clearLine(this, direction, callback);
};
WriteStream.prototype.clearScreenDown = function(callback) {
  return require('readline').clearScreenDown(this, callback);
};

module.exports = { isatty, ReadStream, WriteStream };
