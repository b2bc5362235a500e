'use strict';
// node:dgram is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('dgram', ['createSocket'], ['Socket']);
