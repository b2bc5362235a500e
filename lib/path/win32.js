'use strict';
// The public module 'path/win32': always the Windows flavour.

module.exports = require('path').win32;
