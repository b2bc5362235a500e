'use strict';
// The undocumented module `_http_incoming`, which npm packages require.

module.exports = { IncomingMessage: require('internal/http/incoming').IncomingMessage };
