'use strict';
// The undocumented module `_http_outgoing`, which npm packages require.

const { validateHeaderName, validateHeaderValue } = require('internal/http/common');
module.exports = { OutgoingMessage: require('internal/http/outgoing').OutgoingMessage, validateHeaderName, validateHeaderValue };
