'use strict';
// The condition under which packages offer native addons. Callers: the resolvers of CommonJS and ES modules.

const { getOptionValue } = require('internal/options');

/** @returns {string[]} 'node-addons', or nothing where addons cannot be loaded (--no-addons, the permission model) */
function addonConditions() {
  const permitted = !getOptionValue('--permission') || getOptionValue('--allow-addons');
  return getOptionValue('--addons') && permitted ? ['node-addons'] : [];
}

module.exports = { addonConditions };
