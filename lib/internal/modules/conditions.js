'use strict';
// Conditions of packages: those that options take away, and sets of them. Callers: the resolvers of CommonJS and ES modules.

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

/** @param {...string[]} lists @returns {Set<string>} what they hold, in order */
function conditionSet(...lists) {
  const set = new Set();
  lists.forEach((names) => names.forEach((name) => set.add(name)));
  return set;
}

module.exports = { addonConditions, conditionSet, syncConditions };
