'use strict';
// The public module 'path': the flavour of the machine that runs. The two flavours are independent files under
// internal/path and refer to each other only through `posix` and `win32`, which are set here once.

const posix = require('internal/path/posix');
const win32 = require('internal/path/win32');

posix.win32 = win32.win32 = win32;
posix.posix = win32.posix = posix;

// The old name of toNamespacedPath; npm packages of the io.js era still call it.
posix._makeLong = posix.toNamespacedPath;
win32._makeLong = win32.toNamespacedPath;

module.exports = process.platform === 'win32' ? win32 : posix;
