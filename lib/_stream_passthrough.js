'use strict';

// The old module name of stream.PassThrough. Caller: old npm packages.

module.exports = require('stream').PassThrough;
