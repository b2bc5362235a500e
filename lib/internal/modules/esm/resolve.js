'use strict';
// Where ES modules look (Node's documentation: Modules: ECMAScript modules, Resolution algorithm). URLs in, URLs out.

const { stat } = binding('modules');
const {
  ERR_INVALID_MODULE_SPECIFIER, ERR_MODULE_NOT_FOUND, ERR_UNSUPPORTED_DIR_IMPORT,
  ERR_UNSUPPORTED_RESOLVE_REQUEST,
} = require('internal/errors').codes;
const { fileURLToPath, pathToFileURL, URL } = require('url');
const { builtinId, builtinUrl } = require('internal/modules/builtins');
const { readPackage, packageOf } = require('internal/modules/package_json');
const { resolveExports, resolveImports, parsePackageName } = require('internal/modules/package_maps');
const { addonConditions, conditionSet, syncConditions } = require('internal/modules/conditions');
const { realpath } = require('internal/modules/file_access');
const { getOptionValue } = require('internal/options');

let importConditions;
function esmConditions() {
  importConditions ??= conditionSet(['node', 'import'], syncConditions(), getOptionValue('--conditions') || [], addonConditions());
  return importConditions;
}

/** How messages name who asked; a program that is given by its URL counts as asked for from the current folder. */
const baseName = (parentURL) => {
  if (parentURL === undefined) return `${process.cwd()}/`;
  return parentURL.startsWith('file:') ? fileURLToPath(parentURL) : parentURL;
};

/** fileURLToPath() with an error that tells who asked. */
function pathOf(url, parentURL) {
  try {
    return fileURLToPath(url);
  } catch (error) {
    error.input = `${url}`;
    error.module = parentURL;
    throw error;
  }
}

const advice = (specifier, parentURL) =>
  require('internal/modules/esm/explain').completedSpecifier(specifier, parentURL);
const fileInstead = (specifier, parentURL) =>
  require('internal/modules/esm/explain').fileInsteadOfPackage(specifier, parentURL);

/** A file URL must name an existing file; symlinks are followed. */
function finishFile(url, parentURL, specifier) {
  if (/%2f|%5c/i.test(url.pathname)) {
    throw new ERR_INVALID_MODULE_SPECIFIER(url.pathname, 'must not include encoded "/" or "\\" characters',
                                           baseName(parentURL));
  }
  const path = pathOf(url, parentURL);
  const kind = path.endsWith('/') ? 1 : stat(path);
  if (kind === 1) {
    throw new ERR_UNSUPPORTED_DIR_IMPORT(path, baseName(parentURL), url.href, advice(specifier, parentURL));
  }
  if (kind !== 0) throw new ERR_MODULE_NOT_FOUND(path, baseName(parentURL), url.href, advice(specifier, parentURL));
  if (getOptionValue('--preserve-symlinks')) return url;
  const real = realpath(path);
  // One file has one URL, however its name was escaped.
  if (real === path && !/[%?#]/.test(url.href)) return url;
  const resolved = pathToFileURL(real);
  resolved.search = url.search;
  resolved.hash = url.hash;
  return resolved;
}

/** Guessing is deprecated where it finds an ES module. */
function warnGuessed({ folder, main }, path, base) {
  if (require('internal/modules/esm/format').formatHint(pathToFileURL(path)) !== 'module') return;
  const file = path.slice(folder.length);
  const text = main !== undefined ?
    `Package ${folder} has a "main" field set to ${JSON.stringify(main)}, excluding the full filename and extension to the ` +
      `resolved file at "${file}", imported from ${base}.\n Automatic extension resolution of the "main" field is ` +
      'deprecated for ES modules.' :
    `No "main" or "exports" field defined in the package.json for ${folder} resolving the main entry point "${file}", ` +
      `imported from ${base}.\nDefault "index" lookups for the main are deprecated for ES modules.`;
  process.emitWarning(text, 'DeprecationWarning', 'DEP0151');
}

/** "main" of a package without "exports", the way CommonJS guesses it. */
function legacyMain(pkg, parentURL) {
  const { folder, main } = pkg;
  const guesses = main === undefined ? [] : [main, `${main}.js`, `${main}.json`, `${main}.node`, `${main}/index.js`,
                                             `${main}/index.json`, `${main}/index.node`];
  guesses.push('index.js', 'index.json', 'index.node');
  for (let i = 0; i < guesses.length; i++) {
    const guess = guesses[i];
    const path = require('path').resolve(folder, guess);
    if (stat(path) !== 0) continue;
    if (guess !== main) warnGuessed(pkg, path, baseName(parentURL));
    return pathToFileURL(path);
  }
  const wanted = require('path').resolve(folder, main ?? 'index.js');
  // As from Node's native side: the code is only a property.
  throw Object.assign(new Error(`Cannot find package '${wanted}' imported from ${baseName(parentURL)}`),
                      { code: 'ERR_MODULE_NOT_FOUND' });
}

function resolvePackage(specifier, parentURL, conditions) {
  const builtin = builtinId(specifier);
  if (builtin !== undefined) return new URL(builtinUrl(builtin));
  const base = baseName(parentURL);
  // No name at all is looked for like one.
  const parsed = specifier === '' ? { name: '', subpath: '.' } : parsePackageName(specifier);
  if (parsed === undefined) throw new ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', base);
  const { name, subpath } = parsed;
  const parentPath = parentURL.startsWith('file:') ? fileURLToPath(parentURL) : undefined;
  if (parentPath === undefined) throw unsupported(specifier, parentURL);
  const self = selfNamed(name, parentPath);
  if (self !== undefined) return resolveExports(self, subpath, conditions, base);
  const mapped = getOptionValue('--experimental-package-map') ? mappedFolder(specifier, name, parentPath, base) : undefined;
  if (mapped !== undefined) return inPackage(mapped, subpath, specifier, parentURL, conditions);
  const folder = installedFolder(name, parentPath);
  if (folder === undefined) throw new ERR_MODULE_NOT_FOUND(name, base, undefined, fileInstead(specifier, parentURL));
  return inPackage(folder, subpath, specifier, parentURL, conditions);
}

/** The package of the file itself, if that is its name and it may be named so. */
function selfNamed(name, parentPath) {
  const self = packageOf(parentPath);
  return self.exists && self.name === name && self.exports !== undefined ? self : undefined;
}

/** The folder of that package in the nearest node_modules above a file. */
function installedFolder(name, parentPath) {
  for (let end = parentPath.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : parentPath.lastIndexOf('/', end - 1)) {
    const above = parentPath.slice(0, end);
    if (above.endsWith('/node_modules')) continue;
    const folder = `${above}/node_modules/${name}`;
    if (stat(folder) === 1) return folder;
  }
  return undefined;
}

/** Relative and bare specifiers need a parent with a path. */
function unsupported(specifier, parentURL) {
  let cause;
  try {
    cause = new URL(specifier, isRelative(specifier) ? parentURL : undefined);
  } catch (error) {
    cause = error;
  }
  return new ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, parentURL, cause);
}

/** What "#name" stands for in a package; another package's name is one as the package.json sees it. */
function resolveImport(pkg, name, conditions, base) {
  const { url, bare } = resolveImports(pkg, name, conditions, base);
  return url ?? resolvePackage(bare, pathToFileURL(pkg.path).href, conditions);
}

/** --experimental-package-map */
function mappedFolder(specifier, name, parentPath, base) {
  const { packageFolder } = require('internal/modules/installed_packages');
  const folder = packageFolder(specifier, name, parentPath);
  if (folder === null) throw new ERR_MODULE_NOT_FOUND(name, base, undefined);
  return folder;
}

function inPackage(folder, subpath, specifier, parentURL, conditions) {
  const base = baseName(parentURL);
  const pkg = readPackage(`${folder}/package.json`, `"${specifier}" from ${base}`);
  if (pkg.exports !== undefined) return resolveExports(pkg, subpath, conditions, base);
  if (subpath === '.') return legacyMain(pkg.exists ? pkg : { folder: `${folder}/` }, parentURL);
  return new URL(subpath, pathToFileURL(`${folder}/`));
}

function isRelative(specifier) {
  return specifier[0] === '/' || specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' ||
    specifier === '..';
}

/**
 * The URL that `specifier` names in the module at `parentURL`.
 * @returns {URL}
 */
function resolve(specifier, parentURL, conditions = esmConditions()) {
  let url;
  if (isRelative(specifier)) {
    url = URL.parse(specifier, parentURL);
    if (url === null) throw unsupported(specifier, parentURL);
  } else if (specifier[0] === '#') {
    if (!parentURL.startsWith('file:')) throw unsupported(specifier, parentURL);
    url = resolveImport(packageOf(fileURLToPath(parentURL)), specifier, conditions, baseName(parentURL));
  } else {
    url = URL.parse(specifier) ?? resolvePackage(specifier, parentURL, conditions);
  }
  return url.protocol === 'file:' ? finishFile(url, parentURL, specifier) : url;
}

module.exports = { resolve, resolveImport, esmConditions, installedFolder, selfNamed, isRelative };
