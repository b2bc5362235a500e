'use strict';
// Starts the program: a file as the main CommonJS module.

const { Module } = require('internal/modules/cjs/loader');

if (process.env.NODE_CHANNEL_FD) {
  const fd = Number(process.env.NODE_CHANNEL_FD);
  const mode = process.env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  // The program's own children have no business with this channel.
  delete process.env.NODE_CHANNEL_FD;
  delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('child_process')._forkChild(fd, mode);
}

Module._initPaths();
const main = process.argv[1];
if (main !== undefined) {
  const path = require('path');
  process.argv[1] = path.resolve(main);
  Module.runMain(process.argv[1]);
}
