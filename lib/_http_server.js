'use strict';
// The undocumented module `_http_server`, which npm packages require.

const { STATUS_CODES } = require('internal/http/common');
const { kConnectionsCheckingInterval, Server, _connectionListener } = require('internal/http/server');
module.exports = { STATUS_CODES, Server, ServerResponse: require('internal/http/response').ServerResponse, _connectionListener,
                   kConnectionsCheckingInterval };
