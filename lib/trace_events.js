'use strict';
// node:trace_events is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('trace_events', ['createTracing', 'getEnabledCategories']);
