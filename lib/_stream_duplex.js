'use strict';

// The old module name of stream.Duplex. Caller: old npm packages.

module.exports = require('stream').Duplex;
