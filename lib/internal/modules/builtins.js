'use strict';
// Which built-ins user code may load, and under which names.

const { ids, requireBuiltin } = require('internal/builtins');
const { getOptionValue } = require('internal/options');

// Only with the node: prefix.
const kSchemeOnly = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

// Only with their command line option.
const kBehindOption = {
  '__proto__': null, 'stream/iter': '--experimental-stream-iter', 'zlib/iter': '--experimental-stream-iter',
  'sqlite': '--experimental-sqlite',
};

// lib/phasor/NAME.js is phasor:NAME, a module that Node does not have; builtinModules, which is Node's list, leaves it out.
const kOwnScheme = 'phasor:';
const kOwnFolder = 'phasor/';

const ownIds = new Set(ids().filter((id) => id.startsWith(kOwnFolder)));
const publicIds = ids().filter((id) => !id.startsWith('internal/') && !id.startsWith('bootstrap/') && !ownIds.has(id));
const byName = new Set(publicIds);

/** ["fs", ..., "node:test"], as module.builtinModules lists them. */
const builtinModules = [
  ...publicIds.filter((id) => !kSchemeOnly.has(id) && kBehindOption[id] === undefined),
  ...publicIds.filter((id) => kSchemeOnly.has(id)).map((id) => `node:${id}`),
];

/** The id of the built-in that `request` names, or undefined. */
function builtinId(request) {
  if (request.startsWith(kOwnScheme)) {
    const id = kOwnFolder + request.slice(kOwnScheme.length);
    return ownIds.has(id) ? id : undefined;
  }
  if (request.startsWith('node:')) {
    const id = request.slice(5);
    return byName.has(id) && isEnabled(id) ? id : undefined;
  }
  return byName.has(request) && !kSchemeOnly.has(request) && isEnabled(request) ? request : undefined;
}

/** Whether `text` is written as a URL that only built-ins have. */
const isBuiltinUrl = (text) => text.startsWith('node:') || text.startsWith(kOwnScheme);

/** @param {string} id @returns {string} "node:fs", "phasor:loop" */
const builtinUrl = (id) => (ownIds.has(id) ? kOwnScheme + id.slice(kOwnFolder.length) : `node:${id}`);

function isEnabled(id) {
  return kBehindOption[id] === undefined || getOptionValue(kBehindOption[id]);
}

function isBuiltin(name) {
  return typeof name === 'string' && builtinId(name) !== undefined;
}

module.exports = { builtinModules, builtinId, builtinUrl, isBuiltin, isBuiltinUrl, requireBuiltin, publicIds };
