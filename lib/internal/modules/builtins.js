'use strict';
// Which built-ins user code may load, and under which names.

const { ids, requireBuiltin } = require('internal/builtins');
const { getOptionValue } = require('internal/options');

// Only with the node: prefix.
const kSchemeOnly = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

// Only with their command line option.
const kBehindOption = {
  '__proto__': null, 'stream/iter': '--experimental-stream-iter', 'zlib/iter': '--experimental-stream-iter',
};

const publicIds = ids().filter((id) => !id.startsWith('internal/') && !id.startsWith('bootstrap/'));
const byName = new Set(publicIds);

/** ["fs", ..., "node:test"], as module.builtinModules lists them. */
const builtinModules = [
  ...publicIds.filter((id) => !kSchemeOnly.has(id) && kBehindOption[id] === undefined),
  ...publicIds.filter((id) => kSchemeOnly.has(id)).map((id) => `node:${id}`),
];

/** The id of the built-in that `request` names, or undefined. */
function builtinId(request) {
  if (request.startsWith('node:')) {
    const id = request.slice(5);
    return byName.has(id) && isEnabled(id) ? id : undefined;
  }
  return byName.has(request) && !kSchemeOnly.has(request) && isEnabled(request) ? request : undefined;
}

function isEnabled(id) {
  return kBehindOption[id] === undefined || getOptionValue(kBehindOption[id]);
}

function isBuiltin(name) {
  return typeof name === 'string' && builtinId(name) !== undefined;
}

module.exports = { builtinModules, builtinId, isBuiltin, requireBuiltin, publicIds };
