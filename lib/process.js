'use strict';
// node:process is the global of that name.

module.exports = process;
