'use strict';
// The undocumented module `_http_client`, which npm packages require.

module.exports = { ClientRequest: require('internal/http/client').ClientRequest };
