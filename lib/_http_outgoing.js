'use strict';
// The undocumented module `_http_outgoing`, which npm packages require.

const { validateHeaderName, validateHeaderValue } = require('internal/http/common');
const { kHighWaterMark, kUniqueHeaders, OutgoingMessage } = require('internal/http/outgoing');

module.exports = { kHighWaterMark, kUniqueHeaders, validateHeaderName, validateHeaderValue, OutgoingMessage };
