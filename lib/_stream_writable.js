'use strict';

// The old module name of stream.Writable. Caller: old npm packages.

module.exports = require('stream').Writable;
