'use strict';
// A check where no native stands behind an API that the permission model restricts, or one that is not told what its caller was
// given. Callers: fs.watchFile, fs.cpSync, process._linkedBinding, process.report, v8.

const { getOptionValue } = require('internal/options');

/**
 * Throws ERR_ACCESS_DENIED without `permission`; nothing happens where the model is off.
 * @param {string} permission 'FileSystemRead', 'Addon' ... @param {string} [resource] a path, or what was asked for
 * @param {boolean} [namesFlag] whether the error's message names the flag that grants it
 */
function checkPermission(permission, resource = '', namesFlag = true) {
  if (!getOptionValue('--permission') && !getOptionValue('--permission-audit')) return;
  require('internal/permission/guard').requirePermission(permission, resource, namesFlag);
}

module.exports = { checkPermission };
