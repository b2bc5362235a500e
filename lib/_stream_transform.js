'use strict';

// The old module name of stream.Transform. Caller: old npm packages.

module.exports = require('stream').Transform;
