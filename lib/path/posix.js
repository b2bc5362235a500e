'use strict';
// The public module 'path/posix': always the POSIX flavour.

module.exports = require('path').posix;
