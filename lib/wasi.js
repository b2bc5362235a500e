'use strict';
// node:wasi is missing: using it throws ERR_METHOD_NOT_IMPLEMENTED, after the permission model has had its say.

const { missingClass } = require('internal/missing');
const { checkPermission } = require('internal/permission/check');

module.exports = { WASI: missingClass('wasi', 'WASI', () => checkPermission('WASI')) };
