'use strict';
// node:wasi is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('wasi', [], ['WASI']);
