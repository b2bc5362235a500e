'use strict';
// The values of command-line options.

module.exports = { getOptionValue(name) { return undefined; } };
