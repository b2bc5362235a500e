'use strict';

// The old module name of stream.Readable. Caller: old npm packages.

module.exports = require('stream').Readable;
