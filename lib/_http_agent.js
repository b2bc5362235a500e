'use strict';
// The undocumented module `_http_agent`, which npm packages require.

const { Agent, globalAgent } = require('internal/http/agent');
module.exports = { Agent, globalAgent };
