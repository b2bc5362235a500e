'use strict';
// module.findPackageJSON(). Caller: module_api.js.

const { codes: {
  ERR_INVALID_MODULE_SPECIFIER, ERR_INVALID_URL, ERR_MISSING_ARGS, ERR_MODULE_NOT_FOUND,
} } = require('internal/errors');
const { validateString } = require('internal/validators');
const path = require('path');
const { URL, fileURLToPath, pathToFileURL } = require('url');

/** The URL that specifiers are seen from. */
function urlOfBase(base) {
  if (base instanceof URL) return base;
  validateString(base, 'base');
  return path.isAbsolute(base) ? pathToFileURL(base) : new URL(base);
}

/** The package.json of a bare specifier's package; it need not be there. */
function ofPackage(specifier, base) {
  if (base.protocol !== 'file:') {
    new URL('./package.json', base);  // throws for what has no path
    throw new ERR_INVALID_URL(base.href);
  }
  const { parsePackageName } = require('internal/modules/package_maps');
  const { installedFolder, selfNamed } = require('internal/modules/esm/resolve');
  const parent = fileURLToPath(base);
  const parsed = parsePackageName(specifier);
  if (parsed === undefined) throw new ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', parent);
  const self = selfNamed(parsed.name, parent);
  if (self !== undefined) return self.path;
  // As in Node, where all of it becomes the fragment of the URL that is looked at.
  if (specifier[0] === '#') return fileURLToPath(new URL('./node_modules/', base));
  const folder = installedFolder(parsed.name, parent);
  if (folder === undefined) throw new ERR_MODULE_NOT_FOUND(parsed.name, parent, undefined);
  return `${folder}/package.json`;
}

/** The nearest package.json above what `specifier` names, which has to be there; without one, as in Node, its own path. */
function above(specifier, base) {
  const { resolve } = require('internal/modules/esm/resolve');
  let found;
  try {
    found = resolve(specifier, base.href);
  } catch (error) {
    if (error.code !== 'ERR_UNSUPPORTED_DIR_IMPORT') throw error;
    found = error.url;
  }
  const file = fileURLToPath(found);
  const pkg = require('internal/modules/package_json').packageOf(file);
  return pkg.exists ? pkg.path : file;
}

/**
 * The package.json of what `specifier` names as seen from `base`: a package, or the nearest one above a file or folder.
 * @param {string|URL} specifier
 * @param {string|URL} [base]
 * @returns {string}
 */
function findPackageJSON(specifier, base = 'data:') {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('specifier');
  const text = `${specifier}`;
  const parent = urlOfBase(base);
  const { isRelative } = require('internal/modules/esm/resolve');
  return text === '' || isRelative(text) || URL.canParse(text) ? above(text, parent) : ofPackage(text, parent);
}

module.exports = { findPackageJSON };
