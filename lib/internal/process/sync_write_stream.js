'use strict';
// A Writable over a descriptor whose every write is complete when write() returns. Caller: internal/process/stdio.

const { Writable } = require('stream');
const { uvException } = require('internal/errors');
const { writeSync, writeTextSync } = binding('process');

class SyncWriteStream extends Writable {
  constructor(fd) {
    super({ autoDestroy: true, decodeStrings: false });
    this.fd = fd;
    this.readable = false;
    this.autoClose = true;
  }

  _write(chunk, encoding, callback) {
    let status;
    if (typeof chunk === 'string') {
      status = encoding === 'utf8' || encoding === 'utf-8' ?
        writeTextSync(this.fd, chunk) : writeSync(this.fd, require('buffer').Buffer.from(chunk, encoding));
    } else {
      status = writeSync(this.fd, chunk);
    }
    if (status < 0) callback(uvException({ errno: status, syscall: 'write' }));
    else callback();
  }
}

module.exports = SyncWriteStream;
