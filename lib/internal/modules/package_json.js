'use strict';
// package.json files: read once, checked, found upwards from a file. Used by the CommonJS and the ES module loader.

const { stat, readFile } = binding('modules');

const kNone = Object.freeze({ __proto__: null, exists: false });
const cache = new Map();  // path of the package.json -> description

/** As from Node's native side: the code is only a property. */
function invalidPackage(path, base) {
  const error = new Error(`Invalid package config ${path}${base ? ` while importing ${base}` : ''}.`);
  error.code = 'ERR_INVALID_PACKAGE_CONFIG';
  return error;
}

const isObject = (value) => value !== null && typeof value === 'object';

function parse(path, text, base) {
  let data;
  try {
    data = JSON.parse(text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text);
  } catch {
    throw invalidPackage(path, base);
  }
  if (!isObject(data) || Array.isArray(data)) throw invalidPackage(path, base);
  return data;
}

function describe(path, text, base) {
  const data = parse(path, text, base);
  const own = (key) => (Object.hasOwn(data, key) ? data[key] : undefined);
  const name = own('name');
  const main = own('main');
  const type = own('type');
  // Of another kind only these two are errors.
  if (name !== undefined && typeof name !== 'string') throw invalidPackage(path, base);
  if (type !== undefined && typeof type !== 'string') throw invalidPackage(path, base);
  const exports = own('exports');
  const imports = own('imports');
  return {
    __proto__: null,
    exists: true,
    path,
    folder: path.slice(0, -'package.json'.length),  // with the slash
    name,
    main: typeof main === 'string' ? main : undefined,
    type: type === 'module' || type === 'commonjs' ? type : 'none',
    exports: typeof exports === 'string' || isObject(exports) ? exports : undefined,
    imports: typeof imports === 'string' || isObject(imports) ? imports : undefined,
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

module.exports = { readPackage, packageOf };
