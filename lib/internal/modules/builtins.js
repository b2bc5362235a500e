'use strict';
// Which built-ins user code may load, and under which names.

const { ids, requireBuiltin } = require('internal/builtins');

// Only with the node: prefix.
const kSchemeOnly = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

const publicIds = ids().filter((id) => !id.startsWith('internal/') && !id.startsWith('bootstrap/'));
const byName = new Set(publicIds);

/** ["fs", ..., "node:test"], as module.builtinModules lists them. */
const builtinModules = [
  ...publicIds.filter((id) => !kSchemeOnly.has(id)),
  ...publicIds.filter((id) => kSchemeOnly.has(id)).map((id) => `node:${id}`),
];

/** The id of the built-in that `request` names, or undefined. */
function builtinId(request) {
  if (request.startsWith('node:')) {
    const id = request.slice(5);
    return byName.has(id) ? id : undefined;
  }
  return byName.has(request) && !kSchemeOnly.has(request) ? request : undefined;
}

function isBuiltin(name) {
  return typeof name === 'string' && builtinId(name) !== undefined;
}

module.exports = { builtinModules, builtinId, isBuiltin, requireBuiltin, publicIds };
