'use strict';
// node:inspector is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED.

const { missingModule } = require('internal/missing');

module.exports = missingModule('inspector', ['open', 'close', 'waitForDebugger'], ['Session']);
// No inspector listens: tools ask for this to find out whether a debugger is attached.
module.exports.url = function url() {};
module.exports.console = globalThis.console;
