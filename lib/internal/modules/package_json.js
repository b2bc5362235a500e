'use strict';
// package.json files: read once, checked, found upwards from a file. Used by the CommonJS and the ES module loader.

const { stat, readFile } = binding('modules');

const kNone = Object.freeze({ __proto__: null, exists: false });
const cache = new Map();  // path of the package.json -> description

function describe(path, text, base) {
  let parsed;
  try {
    parsed = JSON.parse(text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text);
  } catch (error) {
    const { codes: { ERR_INVALID_PACKAGE_CONFIG } } = require('internal/errors');
    throw new ERR_INVALID_PACKAGE_CONFIG(path, base, error.message);
  }
  const data = parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) ? parsed : {};
  const own = (key) => (Object.hasOwn(data, key) ? data[key] : undefined);
  const name = own('name');
  const main = own('main');
  const type = own('type');
  const imports = own('imports');
  return {
    __proto__: null,
    exists: true,
    path,
    folder: path.slice(0, -'package.json'.length),  // with the slash
    name: typeof name === 'string' ? name : undefined,
    main: typeof main === 'string' ? main : undefined,
    type: type === 'module' || type === 'commonjs' ? type : 'none',
    exports: own('exports') ?? undefined,
    imports: imports !== null && typeof imports === 'object' ? imports : undefined,
  };
}

/**
 * The package.json at `path`.
 * @param {string} path of the file itself
 * @param {string} [base] who asks, for the message of ERR_INVALID_PACKAGE_CONFIG
 * @returns {{exists: boolean, path: string, folder: string, name?: string, main?: string,
 *   type: 'module'|'commonjs'|'none', exports?: unknown, imports?: object}}
 */
function readPackage(path, base) {
  let found = cache.get(path);
  if (found === undefined) {
    // A folder of that name counts as none.
    const text = stat(path) === 0 ? readFile(path) : undefined;
    found = text === undefined ? kNone : describe(path, text, base);
    cache.set(path, found);
  }
  return found;
}

/** The package that the file at `filename` belongs to: the nearest package.json upwards, not beyond a node_modules. */
function packageOf(filename) {
  let end = filename.lastIndexOf('/');
  while (end >= 0) {
    const folder = filename.slice(0, end);
    if (folder.endsWith('/node_modules')) return kNone;
    const found = readPackage(`${folder}/package.json`);
    if (found.exists) return found;
    if (end === 0) break;
    end = filename.lastIndexOf('/', end - 1);
  }
  return kNone;
}

/** The package that a bare specifier names as seen from a file, found in the node_modules folders above it; or undefined. */
function packageNamed(specifier, filename) {
  const { parsePackageName } = require('internal/modules/package_maps');
  const parsed = parsePackageName(specifier);
  if (parsed === undefined) return undefined;
  for (let end = filename.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : filename.lastIndexOf('/', end - 1)) {
    const above = filename.slice(0, end);
    if (above.endsWith('/node_modules')) continue;
    const found = readPackage(`${above}/node_modules/${parsed.name}/package.json`);
    if (found.exists) return found;
  }
  return undefined;
}

module.exports = { readPackage, packageOf, packageNamed };
