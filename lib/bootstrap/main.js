'use strict';
// Starts the program: a file as the main CommonJS module.

const { Module } = require('internal/modules/cjs/loader');

Module._initPaths();
const main = process.argv[1];
if (main !== undefined) {
  const path = require('path');
  process.argv[1] = path.resolve(main);
  Module.runMain(process.argv[1]);
}
