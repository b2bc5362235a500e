'use strict';
// --experimental-package-map: a JSON file says which packages there are and which of them each may use, instead of the
// node_modules folders (Node's documentation: Modules: Packages, Package maps). Callers: esm/resolve.js, cjs/resolve.js.

const path = require('path');
const {
  codes: { ERR_PACKAGE_MAP_EXTERNAL_FILE, ERR_PACKAGE_MAP_INVALID, ERR_PACKAGE_MAP_KEY_NOT_FOUND },
} = require('internal/errors');
const { getOptionValue } = require('internal/options');

let table;  // { file, folders: Map of folder -> dependencies (Map of name -> id), byId: Map of id -> folder }

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function invalid(file, reason, cause) {
  const error = new ERR_PACKAGE_MAP_INVALID(file, reason);
  if (cause !== undefined) {
    Object.defineProperty(error, 'cause', {
      __proto__: null, value: cause, writable: true, enumerable: false, configurable: true,
    });
  }
  return error;
}

function readJson(file) {
  let text;
  try {
    text = require('fs').readFileSync(file, 'utf8');
  } catch (error) {
    throw invalid(file, 'failed to read', error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(file, 'invalid JSON', error);
  }
}

/** The folder of a package, without a slash at its end. */
function folderOf(id, entry, file) {
  const url = isObject(entry) ? entry.url : undefined;
  if (url === undefined) throw invalid(file, `package "${id}" is missing "url" field`);
  if (typeof url !== 'string') throw invalid(file, `package "${id}" has invalid "url" field: expected string, got ${typeof url}`);
  const { fileURLToPath, pathToFileURL, URL } = require('url');
  const parsed = URL.parse(url, pathToFileURL(file).href);
  if (parsed?.protocol !== 'file:') {
    throw invalid(file, `package "${id}" has unsupported URL scheme in url "${url}"; only file: URLs and relative URLs are ` +
      'currently supported');
  }
  return path.resolve(fileURLToPath(parsed));
}

function readTable(file) {
  require('internal/util').emitExperimentalWarning('Package maps');
  const data = readJson(file);
  if (!isObject(data) || !isObject(data.packages)) throw invalid(file, 'missing "packages" object');
  const made = { file, folders: new Map(), byId: new Map() };
  const owners = new Map();
  for (const [id, entry] of Object.entries(data.packages)) {
    const folder = folderOf(id, entry, file);
    if (owners.has(folder)) {
      throw invalid(file, `packages "${owners.get(folder)}" and "${id}" have the same url "${entry.url}"; this will be ` +
        'supported in the future');
    }
    owners.set(folder, id);
    made.byId.set(id, folder);
    made.folders.set(folder, new Map(Object.entries(isObject(entry.dependencies) ? entry.dependencies : {})));
  }
  return made;
}

/** The folder of the package that a file is in: the innermost one. */
function ownerOf(filename) {
  const real = binding('modules').realpath;
  const base = (name) => {
    try {
      return real(name);
    } catch {
      return name;
    }
  };
  for (let at = path.dirname(filename); ; at = path.dirname(at)) {
    if (table.folders.has(at)) return at;
    if (at === path.dirname(at)) break;
  }
  // One of them may be named through a link.
  const folders = new Map([...table.folders.keys()].map((folder) => [base(folder), folder]));
  for (let at = base(path.dirname(filename)); ; at = path.dirname(at)) {
    if (folders.has(at)) return folders.get(at);
    if (at === path.dirname(at)) return undefined;
  }
}

/**
 * Where the package of a bare specifier lies.
 * @param {string} specifier
 * @param {string} name the package's name in it
 * @param {string} parent the file that asks
 * @returns {string|null|undefined} its folder; null: it may not be used there; undefined: there is no map
 */
function packageFolder(specifier, name, parent) {
  const file = getOptionValue('--experimental-package-map');
  if (!file) return undefined;
  table ??= readTable(path.resolve(file));
  const owner = ownerOf(parent);
  if (owner === undefined) throw new ERR_PACKAGE_MAP_EXTERNAL_FILE(specifier, parent, table.file);
  const id = table.folders.get(owner).get(name);
  if (id === undefined) return null;
  if (!table.byId.has(id)) throw new ERR_PACKAGE_MAP_KEY_NOT_FOUND(id, table.file);
  return table.byId.get(id);
}

module.exports = { packageFolder };
