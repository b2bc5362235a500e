'use strict';
// "exports" and "imports" of a package.json (Node's documentation: Modules: Packages; ECMAScript modules, Resolution
// algorithm). Both loaders use it; it answers with file URLs, or the name of another package or built-in.

const { codes: {
  ERR_INVALID_MODULE_SPECIFIER, ERR_INVALID_PACKAGE_CONFIG, ERR_INVALID_PACKAGE_TARGET, ERR_PACKAGE_IMPORT_NOT_DEFINED,
  ERR_PACKAGE_PATH_NOT_EXPORTED,
} } = require('internal/errors');
const { URL, pathToFileURL } = require('url');

// Segments that would leave the package, also percent-encoded.
const kLeavesPackage = /(^|\\|\/)((\.|%2e)(\.|%2e)?|(n|%6e|%4e)(o|%6f|%4f)(d|%64|%44)(e|%65|%45)(_|%5f)(m|%6d|%4d)(o|%6f|%4f)(d|%64|%44)(u|%75|%55)(l|%6c|%4c)(e|%65|%45)(s|%73|%53))(\\|\/|$)/i;

// What is left empty between slashes, or before or after one.
const kEmptySegment = /(^|[\\/])([\\/]|$)/;
const warnedRequests = new Set();  // package.json|subpath

const isIndex = (key) => {
  const number = +key;
  return `${number}` === key && number >= 0 && number < 0xFFFF_FFFF;
};

/**
 * Node's order of patterns: the longer part before the star wins, then the longer key.
 */
function comparePatterns(a, b) {
  const starA = a.indexOf('*');
  const starB = b.indexOf('*');
  const baseA = starA === -1 ? a.length : starA + 1;
  const baseB = starB === -1 ? b.length : starB + 1;
  if (baseA !== baseB) return baseB - baseA;
  if (starA === -1) return 1;
  if (starB === -1) return -1;
  return b.length - a.length;
}

class MapResolver {
  // Fields, not assignments alone: Object.prototype may have been given setters.
  pkg;
  conditions;
  base;
  isImports;
  root;

  /**
   * @param {object} pkg as readPackage() gives it
   * @param {Set<string>} conditions
   * @param {string} [base] the importing file, for messages
   * @param {boolean} isImports "imports" (other packages may be targets) or "exports"
   */
  constructor(pkg, conditions, base, isImports) {
    this.pkg = pkg;
    this.conditions = conditions;
    this.base = base;
    this.isImports = isImports;
    this.root = pathToFileURL(pkg.folder);
  }

  invalidTarget(target, key) {
    const shown = typeof target === 'object' && target !== null ? JSON.stringify(target, null, '') : `${target}`;
    return new ERR_INVALID_PACKAGE_TARGET(this.pkg.folder, key, shown, this.isImports, this.base);
  }

  invalidSegment(request, match, key) {
    const { pkg, isImports } = this;
    const reason = `request is not a valid match in pattern "${key}" for the "${isImports ? 'imports' : 'exports'}" ` +
      `resolution of ${pkg.folder}package.json`;
    return new ERR_INVALID_MODULE_SPECIFIER(request, reason, this.base);
  }

  where() {
    const { pkg, isImports, base } = this;
    return `in the "${isImports ? 'imports' : 'exports'}" field module resolution of the package at ${pkg.path}` +
      (base ? ` imported from ${base}` : '');
  }

  /** Empty segments, in `text` of the target or of what a pattern has matched, still resolve. */
  warnSlashes(text, key, match, filled, isTarget) {
    const request = key.replace('*', () => match);
    if (!kEmptySegment.test(text) || request.endsWith('/')) return;
    const what = /[\\/]{2}/.test(isTarget ? `./${text}` : request) ? 'double slash' : 'leading or trailing slash matching';
    process.emitWarning(`Use of deprecated ${what} resolving "${filled}" for module request "${request}" ` +
      `${request === key ? '' : `matched to "${key}" `}${this.where()}.`, 'DeprecationWarning', 'DEP0166');
  }

  warnTrailingSlash(request) {
    const id = `${this.pkg.path}|${request}`;
    if (warnedRequests.has(id)) return;
    warnedRequests.add(id);
    process.emitWarning(`Use of deprecated trailing slash pattern mapping "${request}" ${this.where()}. Mapping specifiers ` +
      'ending in "/" is no longer supported.', 'DeprecationWarning', 'DEP0155');
  }

  fromString(target, key, match, isPattern) {
    const fill = (text) => (isPattern ? text.replace(/\*/g, () => match) : text);
    if (!target.startsWith('./')) {
      const isBare = this.isImports && !target.startsWith('../') && !target.startsWith('/') && !URL.canParse(target);
      if (!isBare) throw this.invalidTarget(target, key);
      return { bare: isPattern ? fill(target) : target + match };
    }
    if (!isPattern && match !== '' && !target.endsWith('/')) throw this.invalidTarget(target, key);
    if (target !== './' && kLeavesPackage.test(target.slice(2))) throw this.invalidTarget(target, key);
    const url = new URL(target, this.root);
    if (!url.pathname.startsWith(this.root.pathname)) throw this.invalidTarget(target, key);
    this.warnSlashes(target.slice(2), key, match, fill(target), true);
    if (match === '') return { url: isPattern ? new URL(fill(url.href)) : url };
    if (kLeavesPackage.test(match)) {
      throw this.invalidSegment(isPattern ? key.replace('*', () => match) : key + match, match, key);
    }
    this.warnSlashes(match, key, match, fill(target), false);
    return { url: isPattern ? new URL(fill(url.href)) : new URL(match, url) };
  }

  /** undefined: nothing matched here, look on; null: explicitly not exported. */
  target(target, key, match, isPattern) {
    if (typeof target === 'string') return this.fromString(target, key, match, isPattern);
    if (Array.isArray(target)) return this.fromArray(target, key, match, isPattern);
    if (target !== null && typeof target === 'object') return this.fromConditions(target, key, match, isPattern);
    if (target === null) return null;
    throw this.invalidTarget(target, key);
  }

  fromArray(targets, key, match, isPattern) {
    let lastError;
    let result = null;
    for (let i = 0; i < targets.length; i++) {
      try {
        result = this.target(targets[i], key, match, isPattern);
      } catch (error) {
        lastError = error;
        if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
        continue;
      }
      if (result === undefined) continue;
      if (result === null) {
        lastError = null;
        continue;
      }
      return result;
    }
    if (lastError) throw lastError;
    return result;
  }

  fromConditions(target, key, match, isPattern) {
    const keys = Object.getOwnPropertyNames(target);
    if (keys.some(isIndex)) {
      throw new ERR_INVALID_PACKAGE_CONFIG(this.pkg.path, urlOf(this.base), '"exports" cannot contain numeric property keys.');
    }
    for (let i = 0; i < keys.length; i++) {
      const condition = keys[i];
      if (condition !== 'default' && !this.conditions.has(condition)) continue;
      const result = this.target(target[condition], key, match, isPattern);
      if (result !== undefined) return result;
    }
    return undefined;
  }

  /** The entry of `map` that `request` falls under: exact, or the best pattern. */
  lookup(map, request) {
    if (Object.hasOwn(map, request) && !request.includes('*') && !request.endsWith('/')) {
      return this.target(map[request], request, '', false);
    }
    let best;
    let match;
    const keys = Object.keys(map);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      const star = key.indexOf('*');
      if (star === -1 || !request.startsWith(key.slice(0, star))) continue;
      if (request.endsWith('/')) this.warnTrailingSlash(request);
      const tail = key.slice(star + 1);
      if (request.length < key.length || !request.endsWith(tail) || key.lastIndexOf('*') !== star) continue;
      if (best !== undefined && comparePatterns(best, key) <= 0) continue;
      best = key;
      match = request.slice(star, request.length - tail.length);
    }
    return best === undefined ? undefined : this.target(map[best], best, match, true);
  }
}

/** How these messages name the importing file. */
const urlOf = (base) => (base?.[0] === '/' ? pathToFileURL(base).href : base);

/** Whether "exports" is a bare target (string, array, conditions) rather than a map of subpaths. */
function isMainSugar(exports, pkg, base) {
  if (typeof exports === 'string' || Array.isArray(exports)) return true;
  if (typeof exports !== 'object' || exports === null) return false;
  let sugar;
  const keys = Object.getOwnPropertyNames(exports);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const isCondition = key === '' || key[0] !== '.';
    if (sugar === undefined) {
      sugar = isCondition;
    } else if (sugar !== isCondition) {
      throw new ERR_INVALID_PACKAGE_CONFIG(pkg.path, urlOf(base),
        '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an ' +
        'object of package subpath keys or an object of main entry condition name keys only.');
    }
  }
  return sugar === true;
}

/**
 * What `subpath` ("." or "./x") of the package stands for.
 * @throws ERR_PACKAGE_PATH_NOT_EXPORTED and the errors of invalid maps
 * @returns {URL} which need not name a file
 */
function resolveExports(pkg, subpath, conditions, base) {
  let { exports } = pkg;
  if (isMainSugar(exports, pkg, base)) exports = { '.': exports };
  const resolver = new MapResolver(pkg, conditions, base, false);
  const result = resolver.lookup(exports, subpath);
  if (!result) throw new ERR_PACKAGE_PATH_NOT_EXPORTED(pkg.folder, subpath, base);
  return result.url;
}

/**
 * What "#name" stands for in the package.
 * @returns {{url: URL}|{bare: string}} of a file, or another specifier
 */
function resolveImports(pkg, name, conditions, base) {
  if (name === '#' || name === '#/' || name.endsWith('/')) {
    throw new ERR_INVALID_MODULE_SPECIFIER(name, 'is not a valid internal imports specifier name', base);
  }
  const result = pkg.exists && pkg.imports !== undefined ?
    new MapResolver(pkg, conditions, base, true).lookup(pkg.imports, name) : undefined;
  if (!result) throw new ERR_PACKAGE_IMPORT_NOT_DEFINED(name, pkg.exists ? pkg.folder : undefined, base);
  return result;
}

/** Splits "@scope/name/sub/path" into name and "./sub/path" ("." without one); undefined if the name is not valid. */
function parsePackageName(specifier) {
  let end = specifier.indexOf('/');
  if (specifier[0] === '@') {
    if (end === -1) return undefined;
    end = specifier.indexOf('/', end + 1);
  }
  const name = end === -1 ? specifier : specifier.slice(0, end);
  if (name === '' || name[0] === '.' || /[\\%]/.test(name)) return undefined;
  return { name, subpath: end === -1 ? '.' : `.${specifier.slice(end)}` };
}

module.exports = { resolveExports, resolveImports, parsePackageName };
