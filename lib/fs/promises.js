'use strict';
// The public module fs/promises.

module.exports = require('internal/fs/promises').exports;
