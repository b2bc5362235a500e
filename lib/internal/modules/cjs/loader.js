'use strict';
// The CommonJS loader: the Module class, with the underscored functions that npm packages patch (Module._load,
// Module._resolveFilename, Module._extensions, Module.prototype._compile, ...): the loader itself calls them through
// Module, so that a patch takes effect. Where files are found: internal/modules/cjs/resolve.js.

const path = require('path');
const { codes: {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_BUILTIN_MODULE,
} } = require('internal/errors');
const { builtinTracing } = require('internal/diagnostics');
const { validateString } = require('internal/validators');
const { baseFolder } = require('internal/modules/base_folder');
const { builtinId, builtinModules, isBuiltin, isBuiltinUrl, requireBuiltin } = require('internal/modules/builtins');
const resolve = require('internal/modules/cjs/resolve');
const { makeRequire } = require('internal/modules/helpers');
const { installWrapper, compileWrapped } = require('internal/modules/cjs/wrapper');
const { exportsInCycle, leaveCycle } = require('internal/modules/cjs/cycles');
const sources = require('internal/modules/cjs/sources');
const { installFileSystem } = require('internal/modules/cjs/file_system');
const { installEntryPoints, runEsmMain } = require('internal/modules/cjs/entry');

const { showSource } = binding('modules');
const requireTracing = builtinTracing('module.require');

const kIsMain = Symbol('kIsMainSymbol');
const kMayBeEsm = Symbol('kFormat');
const kLoadsEsm = Symbol('kLoadsEsm');
const parents = new WeakMap();

/**
 * A CommonJS module.
 * @param {string} id file name, or '.' for the main module
 * @param {Module} [parent] who required it first
 */
function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  // Not by assignment: Object.prototype may have been given a setter.
  Object.defineProperty(this, 'exports', { __proto__: null, value: {}, writable: true, enumerable: true, configurable: true });
  parents.set(this, parent);
  addChild(parent, this, false);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

function addChild(parent, child, check) {
  const children = parent?.children;
  if (children && !(check && children.includes(child))) children.push(child);
}

Module._cache = { __proto__: null };
Module._pathCache = resolve.pathCache;
Module._extensions = { __proto__: null };
Module.globalPaths = [];
Module.Module = Module;
Module.builtinModules = Object.freeze(builtinModules.slice());
Module.isBuiltin = isBuiltin;
Module._debug = (...args) => require('util').debuglog('module')(...args);
Module._nodeModulePaths = resolve.nodeModulePaths;

let warnedParent = false;
function warnParent() {
  if (warnedParent || !require('internal/options').getOptionValue('--pending-deprecation')) return;
  warnedParent = true;
  process.emitWarning('module.parent is deprecated due to accuracy issues. Please use require.main to find program entry ' +
    'point instead.', 'DeprecationWarning', 'DEP0144');
}

Object.defineProperty(Module.prototype, 'constructor', {
  __proto__: null, configurable: false, enumerable: false, get: () => Module, set: undefined,
});
Object.defineProperty(Module.prototype, 'parent', {
  __proto__: null, configurable: false, enumerable: false,
  get() {
    warnParent();
    return parents.get(this);
  },
  set(value) {
    warnParent();
    parents.set(this, value);
  },
});

installWrapper(Module);
installFileSystem(Module);
installEntryPoints(Module, { isOn: () => requireTracing.hasSubscribers, load: tracedLoad });

// ---- Finding ----

Module._findPath = (request, paths, isMain, conditions = undefined) =>
  resolve.findPath(request, paths, Object.keys(Module._extensions), isMain, conditions);

Module._resolveLookupPaths = (request, parent) => {
  if (builtinId(request) !== undefined) return null;
  return resolve.lookupPaths(request, parent);
};

Module._initPaths = () => {
  Module.globalPaths = resolve.initGlobalPaths().slice();
};

/** The files that led to `module`, itself first. */
function requireStackOf(module) {
  const stack = [];
  for (let cursor = module; cursor; cursor = parents.get(cursor)) stack.push(cursor.filename || cursor.id);
  return stack;
}

function notFound(request, parent) {
  const stack = requireStackOf(parent);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

/** The folders for require.resolve's `paths` option. */
function pathsFromOption(request, option) {
  if (!Array.isArray(option)) throw new ERR_INVALID_ARG_VALUE('options.paths', option);
  if (resolve.isRelative(request)) {
    if (option.every((folder) => typeof folder === 'string')) return option;
    throw new ERR_INVALID_ARG_TYPE('paths', 'array of strings', option);
  }
  option.forEach((folder, i) => validateString(folder, `paths[${i}]`));
  const fake = new Module('', null);
  const paths = [];
  for (const folder of option) {
    fake.paths = Module._nodeModulePaths(folder);
    for (const found of Module._resolveLookupPaths(request, fake)) if (!paths.includes(found)) paths.push(found);
  }
  return paths;
}

Module._resolveFilename = function(request, parent, isMain, options) {
  validateString(request, 'path');
  if (builtinId(request) !== undefined) return request;
  let paths;
  if (typeof options === 'object' && options !== null) {
    paths = options.paths === undefined ? Module._resolveLookupPaths(request, parent) :
      pathsFromOption(request, options.paths);
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  const parentFile = parent?.filename;
  const conditions = options?.conditions;
  if (request[0] === '#' && parentFile) {
    const found = resolve.resolvePackageImport(request, parentFile, conditions);
    if (found !== undefined) return found;
  }
  // -r may name the package of the current folder.
  const asker = parentFile ?? (parent?.id === 'internal/preload' ? `${baseFolder()}/` : undefined);
  const self = resolve.trySelf(asker, request, conditions);
  if (self) return self;
  const found = resolve.findMapped(request, parentFile, Object.keys(Module._extensions)) ??
    Module._findPath(request, paths, isMain, conditions);
  if (found) return found;
  throw notFound(request, parent);
};

// ---- Loading ----

const relativeCache = { __proto__: null };

function cachedExports(filename, parent) {
  const cached = Module._cache[filename];
  if (cached === undefined) return undefined;
  addChild(parent, cached, true);
  return cached;
}

/** The exports of a module that may not have run to its end. */
function exportsOf(cached, parent) {
  if (cached.loaded) return cached.exports;
  if (cached[kLoadsEsm]) {
    const { cycleError } = require('internal/modules/esm/require');
    throw cycleError(cached.filename, parents.get(cached)?.filename ?? parent?.filename);
  }
  return exportsInCycle(cached);
}

/** A built-in, or the module that load hooks have put in the place of that name ("fs", "node:fs"). */
function requireVisibly(id, name, parent) {
  // With the scheme require.cache counts only for what hooks have put there.
  const cached = isBuiltinUrl(name) && !replaced.has(name) ? undefined : cachedExports(name, parent);
  if (cached !== undefined) return exportsOf(cached, parent);
  const replacement = sources.replacementOf(id, name);
  if (replacement === undefined) return requireBuiltin(id);
  sources.setPrepared(name, replacement);
  replaced.add(name);
  return loadFile(name, parent, false, undefined, true);
}
const replaced = new Set();  // names of built-ins

/**
 * What require(request) gives in `parent`.
 */
Module._load = function(request, parent, isMain) {
  validateString(request, 'path');
  let relativeKey;
  if (parent) {
    // A module that asks for the same file again skips the look-up, resolve hooks as well.
    relativeKey = `${parent.path}\x00${request}`;
    const known = relativeCache[relativeKey];
    if (known) {
      const cached = cachedExports(known, parent);
      if (cached !== undefined) return exportsOf(cached, parent);
      delete relativeCache[relativeKey];
    }
  }
  const hooked = sources.hasResolveHooks();
  const filename = hooked ? resolveHooked(request, parent, isMain) : request;
  if (isBuiltinUrl(filename)) {
    const id = builtinId(filename);
    if (id === undefined) throw new ERR_UNKNOWN_BUILTIN_MODULE(filename);
    return requireVisibly(id, request, parent);
  }
  return loadFile(hooked ? filename : Module._resolveFilename(request, parent, isMain), parent, isMain, relativeKey);
};

/** @param {boolean} [forLoading] whether the module is going to be loaded, not only found */
function resolveHooked(request, parent, isMain, options, forLoading = true) {
  return sources.resolveWithHooks(request, parent, forLoading, (specifier, conditions) => {
    if (isBuiltinUrl(specifier) && builtinId(specifier) === undefined) throw new ERR_UNKNOWN_BUILTIN_MODULE(specifier);
    const found = conditions === undefined ? options : { ...options, conditions };
    return Module._resolveFilename(specifier, parent, isMain, found);
  });
}

/** What require.resolve() gives. */
function resolveForRequire(request, parent, options) {
  if (!sources.hasResolveHooks()) return Module._resolveFilename(request, parent, false, options);
  const filename = resolveHooked(request, parent, false, options, false);
  return filename.startsWith('node:') && !request.startsWith('node:') ? filename.slice(5) : filename;
}

/**
 * Loads the module in a file. (One frame in the program's stack traces, as in Node.)
 * @param {boolean} [isPrepared] hooks have given its source, also if it has the name of a built-in
 */
function loadFile(filename, parent, isMain, relativeKey, isPrepared = false) {
  const cached = cachedExports(filename, parent);
  if (cached !== undefined) return exportsOf(cached, parent);
  const id = isPrepared ? undefined : builtinId(filename);
  if (id !== undefined) return requireVisibly(id, filename, parent);

  const module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    makeRequire.setMain(module);
    // A program that is imported, which --import makes of it, keeps its file's name.
    if (parent === null) module.id = '.';
    module[kIsMain] = true;
  } else {
    module[kIsMain] = false;
  }
  Module._cache[filename] = module;
  if (relativeKey !== undefined) relativeCache[relativeKey] = filename;
  let threw = true;
  try {
    module.load(filename);
    threw = false;
  } finally {
    if (threw) {
      delete Module._cache[filename];
      if (relativeKey !== undefined) delete relativeCache[relativeKey];
      const siblings = parent?.children;
      const index = Array.isArray(siblings) ? siblings.indexOf(module) : -1;
      if (index !== -1) siblings.splice(index, 1);
    } else {
      leaveCycle(module.exports);
    }
  }
  return module.exports;
}

/** The longest extension of the file that has a loader: ".test.js" before ".js". */
function extensionOf(filename) {
  const name = path.basename(filename);
  for (let dot = name.indexOf('.', 1); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.load = function(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  // No extension of its own, so that nothing that lists Module._extensions sees it.
  if (filename.endsWith('.mjs') && !Module._extensions['.mjs']) loadSource(this, filename);
  else Module._extensions[extensionOf(filename)](this, filename);
  this.loaded = true;
  // An import of it later on gives what it exported now.
  exportsAtLoad.set(this, this.exports);
};
const exportsAtLoad = new WeakMap();

/** For import: what the CommonJS file exports; `prepared` is its source if hooks have read it. */
function importCommonJs(filename, isMain, prepared) {
  if (prepared !== undefined && Module._cache[filename] === undefined) sources.setPrepared(filename, prepared);
  let exports;
  if (prepared === undefined) {
    // Resolve hooks have seen it when it was imported.
    exports = sources.hasResolveHooks() ? loadFile(filename, undefined, isMain) : Module._load(filename, undefined, isMain);
  } else {
    exports = loadFile(filename, undefined, isMain, undefined, true);
  }
  const module = Module._cache[filename];
  return module !== undefined && exportsAtLoad.has(module) ? exportsAtLoad.get(module) : exports;
}

function loadEsm(module, filename, prepared) {
  module[kLoadsEsm] = true;
  const { loadEsm: load } = require('internal/modules/esm_bridge');
  module.exports = load(filename, requireStackOf(parents.get(module)), prepared);
}

Module.prototype.require = function(id) {
  validateString(id, 'id');
  if (id === '') throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  return requireTracing.hasSubscribers ? tracedLoad(id, this, false) : Module._load(id, this, false);
};

/** Module._load, told of on the channels of module.require. (Nobody else pays, by a frame in their stack traces either.) */
function tracedLoad(id, parent, isMain) {
  const context = { parentFilename: parent?.filename, id };
  return requireTracing.channels.traceSync(Module._load, context, Module, id, parent, isMain);
}

/**
 * Compiles and runs `content` as this module's body. Returns what the body returns.
 * @param {string} content
 * @param {string} filename
 * @param {string} [format] 'module', 'commonjs', with '-typescript', 'typescript'; without one the module's own counts
 */
Module.prototype._compile = function(content, filename, format) {
  if (format?.startsWith('module') && !mayRequireEsm()) loadEsm(this, filename, undefined);  // throws
  if (format?.endsWith('typescript')) {
    content = require('internal/modules/typescript').stripFile(content, filename);
    format = format === 'typescript' ? undefined : format.slice(0, -'-typescript'.length);
  }
  const fn = format === 'module' ? undefined : compileOrAdvise(content, filename, this);
  if (fn === undefined) {
    // The program itself may wait at its top level.
    if (this[kIsMain] && format !== 'module') return runEsmMain(require('url').pathToFileURL(filename));
    loadEsm(this, filename, { source: content, format: 'module' });
    return undefined;
  }
  const requireFunction = makeRequire(this, Module, resolveForRequire);
  return Reflect.apply(fn, this.exports, [this.exports, requireFunction, this, filename, path.dirname(filename)]);
};

// Without a "type", the syntax tells what the file is; else an ES module's syntax is an error with advice.
function compileOrAdvise(content, filename, module) {
  const detect = module[kMayBeEsm] ?? false;
  try {
    const fn = compileWrapped(Module, content, filename, module, detect);
    if (fn === undefined && module[kIsMain]) require('internal/modules/esm_bridge').warnTypeless(filename);
    return fn;
  } catch (error) {
    if (error instanceof SyntaxError) {
      // Without the compiler's frames there is room for those of the program that asked for the file.
      Error.captureStackTrace(error, compileOrAdvise);
      showSource(error);
      if (!detect) require('internal/modules/esm_bridge').adviseType(error, content, filename);
    }
    throw error;
  }
}

const detectsModules = () => require('internal/options').getOptionValue('--experimental-detect-module') !== false;
const mayRequireEsm = () => require('internal/options').getOptionValue('--require-module') !== false;

/** Loads a file as its format says, whatever its extension's handler. */
function loadSource(module, filename) {
  const { source, format, isHooked } = sources.sourceOf(filename);
  if (format === 'json') {
    parseJson(module, filename, source);
  } else if (format === 'builtin') {
    module.exports = requireBuiltin(builtinId(filename));
  } else if (format === 'module') {
    loadEsm(module, filename, isHooked ? { source, format } : undefined);
  } else {
    // --no-experimental-detect-module is about the program and imports.
    module[kMayBeEsm] = (format === undefined || format === 'typescript') &&
      (module[kIsMain] ? detectsModules() : mayRequireEsm());
    module._compile(source, filename, format);
  }
}

Module._extensions['.js'] = loadSource;
Object.defineProperty(Module._extensions['.js'], 'name', { __proto__: null, value: '.js', configurable: true });

function parseJson(module, filename, content) {
  try {
    module.exports = JSON.parse(content);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

Module._extensions['.json'] = function(module, filename) {
  loadSource(module, filename);
};

Module._extensions['.node'] = function(module, filename) {
  return process.dlopen(module, path.toNamespacedPath(filename));
};

function fileOf(filename) {
  const isURL = filename instanceof URL || require('internal/url').isURL?.(filename);
  if (typeof filename === 'string' && path.isAbsolute(filename)) return filename;
  const reason = 'must be a file URL object, file URL string, or absolute path string';
  if (!isURL && typeof filename !== 'string') throw new ERR_INVALID_ARG_VALUE('filename', filename, reason);
  try {
    return require('internal/url').fileURLToPath(filename);
  } catch {
    throw new ERR_INVALID_ARG_VALUE('filename', filename, reason);
  }
}

/** The require() of a module at that file or, with a slash at the end, in that folder. */
Module.createRequire = function(filename) {
  const given = fileOf(filename);
  const file = given.endsWith('/') ? path.join(given, 'noop.js') : given;
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(path.dirname(file));
  return makeRequire(module, Module, resolveForRequire);
};

Module.syncBuiltinESMExports = () => require('internal/modules/esm_bridge').syncBuiltinExports();

// Functions that are loaded when they are called, and how many parameters they declare.
const kLazyFunctions = {
  register: 1, registerHooks: 1, findPackageJSON: 1, enableCompileCache: 1, flushCompileCache: 0, getCompileCacheDir: 0,
  stripTypeScriptTypes: 1, findSourceMap: 1, getSourceMapsSupport: 0, setSourceMapsSupport: 1,
};
for (const [name, length] of Object.entries(kLazyFunctions)) {
  const call = { [name](...args) { return require('internal/modules/module_api')[name](...args); } }[name];
  Module[name] = Object.defineProperty(call, 'length', { __proto__: null, value: length, configurable: true });
}
Module.SourceMap = require('internal/modules/source_map').SourceMap;
Module.constants = Object.freeze({
  __proto__: null, compileCacheStatus: require('internal/modules/compile_cache').kStatus,
});

module.exports = { Module, resolveForRequire, importCommonJs };
