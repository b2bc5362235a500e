'use strict';
// Where CommonJS looks for files (Node's documentation: Modules: CommonJS modules, "All together"). Here and in what the
// loaders call lists are walked by their indices: programs may have taken the iterators of arrays away.

const native = binding('modules');
const path = require('path');
const { fileURLToPath } = require('url');
const { codes: { ERR_INVALID_MODULE_SPECIFIER } } = require('internal/errors');
const { readPackage, packageOf } = require('internal/modules/package_json');
const { resolveExports, parsePackageName } = require('internal/modules/package_maps');
const { addonConditions, conditionSet, syncConditions } = require('internal/modules/conditions');
const { realpath } = require('internal/modules/file_access');
const { getOptionValue } = require('internal/options');

// Module._stat and Module._readPackage, if a program has replaced them.
let { stat } = native;
let readFolder = (folder) => readPackage(path.resolve(folder, 'package.json'), '');

function setStat(given) { stat = given; }

/** @param {(folder: string) => object} given what it returns counts as a package.json that is there */
function setReadPackage(given) {
  readFolder = (folder) => {
    const file = path.resolve(folder, 'package.json');
    return { exists: true, path: file, folder: file.slice(0, -'package.json'.length), ...given(folder) };
  };
}

const globalPaths = [];
const pathCache = { __proto__: null };

let ownConditions;
/** The conditions of require(), in the order in which Node shows them to hooks. */
function cjsConditions() {
  ownConditions ??= conditionSet(['require', 'node'], addonConditions(), getOptionValue('--conditions') || [], syncConditions());
  return ownConditions;
}

/** HOME/.node_modules, HOME/.node_libraries, PREFIX/lib/node, after NODE_PATH; none with --no-global-search-paths. */
function initGlobalPaths() {
  if (!getOptionValue('--global-search-paths')) return globalPaths;
  const { HOME, NODE_PATH } = process.env;
  const paths = [path.resolve(process.execPath, '..', '..', 'lib', 'node')];
  if (HOME) paths.unshift(path.resolve(HOME, '.node_modules'), path.resolve(HOME, '.node_libraries'));
  if (NODE_PATH) paths.unshift(...NODE_PATH.split(path.delimiter).filter(Boolean));
  globalPaths.splice(0, globalPaths.length, ...paths);
  return globalPaths;
}

/** The node_modules folders from `from` up to the root. */
function nodeModulePaths(from) {
  from = path.resolve(from);
  if (from === '/') return ['/node_modules'];
  const paths = [];
  for (let end = from.length; end >= 0; end = end === 0 ? -1 : from.lastIndexOf('/', end - 1)) {
    const folder = from.slice(0, end);
    if (!folder.endsWith('/node_modules')) paths.push(`${folder}/node_modules`);
  }
  return paths;
}

const isRelative = (request) =>
  request[0] === '.' && (request.length === 1 || request[1] === '/' || request === '..' || request.startsWith('../'));

/** The folders in which `request` is looked for. */
function lookupPaths(request, parent) {
  if (!isRelative(request)) {
    return parent?.paths?.length ? parent.paths.concat(globalPaths) : globalPaths.slice();
  }
  if (!parent?.id || !parent.filename) return ['.'];
  return [path.dirname(parent.filename)];
}

function toRealPath(file, isMain) {
  if (getOptionValue(isMain ? '--preserve-symlinks-main' : '--preserve-symlinks')) return path.resolve(file);
  return realpath(file);
}

function tryFile(file, isMain) {
  return stat(file) === 0 ? toRealPath(file, isMain) : false;
}

function tryExtensions(base, extensions, isMain) {
  for (let i = 0; i < extensions.length; i++) {
    const found = tryFile(base + extensions[i], isMain);
    if (found) return found;
  }
  return false;
}

/** LOAD_AS_DIRECTORY */
function tryFolder(folder, extensions, isMain, request) {
  const { main } = readFolder(folder);
  const index = () => tryExtensions(path.resolve(folder, 'index'), extensions, isMain);
  if (!main) return index();
  const target = path.resolve(folder, main);
  const found = tryFile(target, isMain) || tryExtensions(target, extensions, isMain) ||
    tryExtensions(path.resolve(target, 'index'), extensions, isMain);
  if (found) return found;
  const fallback = index();
  if (fallback === false) {
    const error = new Error(`Cannot find module '${target}'. Please verify that the package.json has a valid "main" entry`);
    error.code = 'MODULE_NOT_FOUND';
    error.path = path.resolve(folder, 'package.json');
    error.requestPath = request;
    throw error;
  }
  process.emitWarning(`Invalid 'main' field in '${path.resolve(folder, 'package.json')}' of '${main}'. Please either fix ` +
    'that or report it to the module author', 'DeprecationWarning', 'DEP0128');
  return fallback;
}

/** A package's "exports", looked for in one node_modules folder. */
function tryExports(folder, request, conditions) {
  const parsed = parsePackageName(request);
  return parsed === undefined ? false : exportedBy(path.resolve(folder, parsed.name), request, parsed, conditions);
}

/**
 * What a bare request stands for by --experimental-package-map.
 * @returns {string|false|undefined} a file; false: there is none; undefined: there is no map, or the request is not bare
 */
function findMapped(request, parentFile, extensions) {
  if (!getOptionValue('--experimental-package-map') || !parentFile || isRelative(request) || path.isAbsolute(request)) {
    return undefined;
  }
  const parsed = parsePackageName(request);
  if (parsed === undefined) return undefined;
  const { packageFolder } = require('internal/modules/installed_packages');
  const folder = packageFolder(request, parsed.name, parentFile);
  if (folder === null) return false;
  return exportedBy(folder, request, parsed) || findPath(path.join(folder, parsed.subpath), undefined, extensions, false);
}

function exportedBy(folder, request, parsed, conditions = cjsConditions()) {
  const pkg = readFolder(folder);
  if (!pkg.exists || pkg.exports === undefined) return false;
  return finish(resolveExports(pkg, parsed.subpath, conditions), path.resolve(folder));
}

/**
 * A file that a package map names: it must be there, no extension is added.
 * @param {URL} url
 * @param {string} whose the folder or package.json that the error names
 * @param {string} [asker] the file that asks for its own package
 */
function finish(url, whose, asker = undefined) {
  if (/%2f|%5c/i.test(url.pathname)) {
    throw new ERR_INVALID_MODULE_SPECIFIER(url.href, 'must not include encoded "/" or "\\" characters', asker);
  }
  const file = fileURLToPath(url);
  if (stat(file) === 0) return toRealPath(file, false);
  const error = new Error(`Cannot find module '${file}'`);
  error.code = 'MODULE_NOT_FOUND';
  error.path = whose;
  throw error;
}

/** A package that requires itself by its name, through its own "exports". */
function trySelf(parentFile, request, conditions = cjsConditions()) {
  if (!parentFile) return false;
  const pkg = packageOf(parentFile);
  if (!pkg.exists || pkg.exports === undefined || pkg.name === undefined) return false;
  let subpath;
  if (request === pkg.name) subpath = '.';
  else if (request.startsWith(`${pkg.name}/`)) subpath = `.${request.slice(pkg.name.length)}`;
  else return false;
  return finish(resolveExports(pkg, subpath, conditions, parentFile), path.dirname(pkg.path), parentFile);
}

/**
 * "#name" from the package of `parentFile`: a file name or a built-in's, or undefined: the package has no "imports", the
 * name is one like others.
 */
function resolvePackageImport(request, parentFile, conditions = cjsConditions()) {
  const pkg = packageOf(parentFile);
  if (pkg.imports === undefined) return undefined;
  const { resolveImport } = require('internal/modules/esm/resolve');
  let url;
  try {
    url = resolveImport(pkg, request, conditions, parentFile);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' });
  }
  return url.protocol === 'node:' ? url.pathname : finish(url, pkg.path, parentFile);
}

/**
 * The file that `request` names in one of `paths`, or false.
 * @param {Set<string>} [conditions] of hooks, instead of require()'s own
 */
function findPath(request, paths, extensions, isMain, conditions) {
  const isAbsolute = path.isAbsolute(request);
  if (isAbsolute) paths = [''];
  else if (!paths || paths.length === 0) return false;
  const key = `${request}\x00${paths.join('\x00')}`;
  // The cache knows require()'s own conditions only.
  const cache = conditions === undefined ? pathCache : { __proto__: null };
  const cached = cache[key];
  if (cached) return cached;
  const last = request.slice(request.lastIndexOf('/') + 1);
  const trailingSlash = request.endsWith('/') || last === '.' || last === '..';
  const isBare = !isAbsolute && !isRelative(request);
  for (let i = 0; i < paths.length; i++) {
    const folder = paths[i];
    if (typeof folder !== 'string') continue;
    if (isBare) {
      // What is relative may lead out of a folder that has been deleted.
      if (folder && stat(folder) < 1) continue;
      const exported = tryExports(folder, request, conditions);
      if (exported) return (cache[key] = exported);
    }
    const base = path.resolve(folder, request);
    let found = false;
    const kind = stat(base);
    if (!trailingSlash) {
      if (kind === 0) found = toRealPath(base, isMain);
      if (!found) found = tryExtensions(base, extensions, isMain);
    }
    if (!found && kind === 1) found = tryFolder(base, extensions, isMain, request);
    if (found) return (cache[key] = found);
  }
  return false;
}

module.exports = {
  globalPaths, pathCache, initGlobalPaths, nodeModulePaths, lookupPaths, findPath, findMapped, trySelf, resolvePackageImport,
  isRelative, toRealPath, cjsConditions, setStat, setReadPackage,
};
