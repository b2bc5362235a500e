'use strict';
// node:inspector is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED, after the permission model has had its say.

const { missingClass, missingFunction, missingModule } = require('internal/missing');
const { checkPermission } = require('internal/permission/check');

module.exports = missingModule('inspector', ['close', 'waitForDebugger']);
module.exports.open = missingFunction('inspector', 'open', () => checkPermission('Inspector', 'StartIoThread'));
module.exports.Session = missingClass('inspector', 'Session', () => checkPermission('Inspector', 'Connect'));
// No inspector listens: tools ask for this to find out whether a debugger is attached.
module.exports.url = function url() {};
module.exports.console = globalThis.console;
