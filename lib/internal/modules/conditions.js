'use strict';
// Conditions of packages that options take away. Callers: the resolvers of CommonJS and ES modules.

const { getOptionValue } = require('internal/options');

/** @returns {string[]} 'node-addons', or nothing where addons cannot be loaded (--no-addons, the permission model) */
function addonConditions() {
  const permitted = !getOptionValue('--permission') || getOptionValue('--allow-addons');
  return getOptionValue('--addons') && permitted ? ['node-addons'] : [];
}

/** @returns {string[]} 'module-sync', or nothing where require() refuses ES modules */
function syncConditions() {
  return getOptionValue('--require-module') === false ? [] : ['module-sync'];
}

module.exports = { addonConditions, syncConditions };
