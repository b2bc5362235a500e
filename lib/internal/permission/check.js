'use strict';
// A check where no native stands behind an API that the permission model restricts. Callers: fs.watchFile,
// process._linkedBinding.

const { getOptionValue } = require('internal/options');

/**
 * Throws ERR_ACCESS_DENIED without `permission`; nothing happens where the model is off.
 * @param {string} permission 'FileSystemRead', 'Addon' ... @param {string} [resource] a path, or what was asked for
 */
function checkPermission(permission, resource = '') {
  if (!getOptionValue('--permission') && !getOptionValue('--permission-audit')) return;
  require('internal/permission/guard').requirePermission(permission, resource);
}

module.exports = { checkPermission };
