'use strict';
// The CommonJS loader: the Module class, with the underscored functions that npm packages patch (Module._load,
// Module._resolveFilename, Module._extensions, Module.prototype._compile, ...): the loader itself calls them through
// Module, so that a patch takes effect. Where files are found: internal/modules/cjs/resolve.js.

const { readFile, compile } = binding('modules');
const path = require('path');
const { codes: {
  ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_BUILTIN_MODULE,
} } = require('internal/errors');
const { validateString } = require('internal/validators');
const { builtinId, builtinModules, isBuiltin, requireBuiltin } = require('internal/modules/builtins');
const { packageOf, readPackage } = require('internal/modules/package_json');
const resolve = require('internal/modules/cjs/resolve');
const { makeRequire } = require('internal/modules/cjs/require');
const { registerReferrer } = require('internal/modules/dynamic_import');

const kIsMain = Symbol('kIsMainSymbol');
const kMayBeEsm = Symbol('kFormat');
const kTypeless = { __proto__: null };
const parents = new WeakMap();

/**
 * A CommonJS module.
 * @param {string} id file name, or '.' for the main module
 * @param {Module} [parent] who required it first
 */
function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
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
Module._readPackage = (folder) => readPackage(path.resolve(folder, 'package.json'));
Module._stat = binding('modules').stat;

Object.defineProperty(Module.prototype, 'parent', {
  __proto__: null, configurable: true, enumerable: false,
  get() { return parents.get(this); },
  set(value) { parents.set(this, value); },
});
Object.defineProperty(Module.prototype, 'isPreloading', {
  __proto__: null, configurable: true, enumerable: false, get: () => preloading,
});

// ---- The wrapper ----

const kWrapper = [
  '(function (exports, require, module, __filename, __dirname) { ',
  '\n});',
];
const kParameters = ['exports', 'require', 'module', '__filename', '__dirname'];
// Packages replace Module.wrap or Module.wrapper: then the text goes through them and is compiled as a script.
let wrapperPatched = false;
let wrapFunction = (script) => Module.wrapper[0] + script + Module.wrapper[1];
const wrapperProxy = new Proxy(kWrapper, {
  __proto__: null,
  set(target, key, value, receiver) {
    wrapperPatched = true;
    return Reflect.set(target, key, value, receiver);
  },
  defineProperty(target, key, descriptor) {
    wrapperPatched = true;
    return Object.defineProperty(target, key, descriptor);
  },
});
let wrapperValue = wrapperProxy;
Object.defineProperty(Module, 'wrap', {
  __proto__: null, enumerable: true, get: () => wrapFunction,
  set(value) {
    wrapperPatched = true;
    wrapFunction = value;
  },
});
Object.defineProperty(Module, 'wrapper', {
  __proto__: null, enumerable: true, get: () => wrapperValue,
  set(value) {
    wrapperPatched = true;
    wrapperValue = value;
  },
});

// ---- Finding ----

Module._findPath = (request, paths, isMain) =>
  resolve.findPath(request, paths, Object.keys(Module._extensions), isMain);

Module._resolveLookupPaths = (request, parent) => {
  if (builtinId(request) !== undefined) return null;
  return resolve.lookupPaths(request, parent);
};

Module._initPaths = () => {
  Module.globalPaths = resolve.initGlobalPaths().slice();
};

function notFound(request, parent) {
  const stack = [];
  for (let cursor = parent; cursor; cursor = parents.get(cursor)) stack.push(cursor.filename || cursor.id);
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
  if (resolve.isRelative(request)) return option;
  const fake = new Module('', null);
  const paths = [];
  for (const folder of option) {
    fake.paths = Module._nodeModulePaths(folder);
    for (const found of Module._resolveLookupPaths(request, fake)) if (!paths.includes(found)) paths.push(found);
  }
  return paths;
}

Module._resolveFilename = function(request, parent, isMain, options) {
  if (builtinId(request) !== undefined) return request;
  let paths;
  if (typeof options === 'object' && options !== null) {
    paths = options.paths === undefined ? Module._resolveLookupPaths(request, parent) :
      pathsFromOption(request, options.paths);
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  const parentFile = parent?.filename;
  if (request[0] === '#' && parentFile) {
    const result = resolve.resolvePackageImport(request, parentFile);
    if (result.path !== undefined) return result.path;
    return Module._resolveFilename(result.bare, parent, isMain);
  }
  const self = resolve.trySelf(parentFile, request);
  if (self) return self;
  const found = Module._findPath(request, paths, isMain);
  if (found) return found;
  throw notFound(request, parent);
};

// ---- Loading ----

// What a module in a cycle sees of an unfinished one: reading a name that is not there warns.
const cycleProxyTarget = new Proxy({}, {
  __proto__: null,
  get(target, key) {
    if (key in target || key === '__esModule') return target[key];
    if (typeof key === 'string') warnCycle(key);
    return undefined;
  },
  getOwnPropertyDescriptor(target, key) {
    if (Object.hasOwn(target, key) || key === '__esModule') return Object.getOwnPropertyDescriptor(target, key);
    if (typeof key === 'string') warnCycle(key);
    return undefined;
  },
});

function warnCycle(key) {
  process.emitWarning(`Accessing non-existent property '${key}' of module exports inside circular dependency`);
}

const seenInCycle = new WeakSet();

function exportsInCycle(module) {
  const { exports } = module;
  const { types } = require('util');
  if (exports && !types.isProxy(exports) && Object.getPrototypeOf(exports) === Object.prototype && !exports.__esModule) {
    Object.setPrototypeOf(exports, cycleProxyTarget);
    seenInCycle.add(exports);
  }
  return exports;
}

const relativeCache = { __proto__: null };

function cachedExports(filename, parent) {
  const cached = Module._cache[filename];
  if (cached === undefined) return undefined;
  addChild(parent, cached, true);
  return cached;
}

/**
 * What require(request) gives in `parent`.
 */
Module._load = function(request, parent, isMain) {
  let relativeKey;
  if (parent) {
    // A module that asks for the same file again skips the look-up.
    relativeKey = `${parent.path}\x00${request}`;
    const known = relativeCache[relativeKey];
    if (known) {
      const cached = cachedExports(known, parent);
      if (cached !== undefined) return cached.loaded ? cached.exports : exportsInCycle(cached);
      delete relativeCache[relativeKey];
    }
  }
  if (request.startsWith('node:')) {
    const id = builtinId(request);
    if (id === undefined) throw new ERR_UNKNOWN_BUILTIN_MODULE(request);
    return requireBuiltin(id);
  }
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = cachedExports(filename, parent);
  if (cached !== undefined) return cached.loaded ? cached.exports : exportsInCycle(cached);
  const id = builtinId(filename);
  if (id !== undefined) return requireBuiltin(id);

  const module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    makeRequire.setMain(module);
    module.id = '.';
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
    } else if (seenInCycle.delete(module.exports)) {
      Object.setPrototypeOf(module.exports, Object.prototype);
    }
  }
  return module.exports;
};

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
  if (filename.endsWith('.mjs') && !Module._extensions['.mjs']) {
    this.exports = require('internal/modules/esm_bridge').loadEsm(filename, parents.get(this));
  } else {
    Module._extensions[extensionOf(filename)](this, filename);
  }
  this.loaded = true;
};

Module.prototype.require = function(id) {
  validateString(id, 'id');
  if (id === '') throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  return Module._load(id, this, false);
};

function compileWrapped(content, filename, symbol, detect) {
  if (!wrapperPatched) return compile(content, filename, symbol, kParameters, detect);
  const { runInThisContext } = require('vm');
  return runInThisContext(Module.wrap(content), { filename, importModuleDynamically: undefined });
}

function stripBom(text) {
  return text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
}

/**
 * Compiles and runs `content` as this module's body. Returns what the body returns.
 */
Module.prototype._compile = function(content, filename) {
  // V8 takes a #! line by itself; a patched wrapper puts text before it.
  if (wrapperPatched && content.startsWith('#!')) content = content.slice(content.search(/[\r\n]|$/));
  const symbol = registerReferrer(this, filename);
  // Without a "type", the syntax tells what the file is.
  const fn = compileWrapped(content, filename, symbol, this[kMayBeEsm] ?? false);
  if (fn === undefined) {
    this.exports = require('internal/modules/esm_bridge').loadEsm(filename, parents.get(this));
    return undefined;
  }
  const requireFunction = makeRequire(this, Module);
  return Reflect.apply(fn, this.exports, [this.exports, requireFunction, this, filename, path.dirname(filename)]);
};

function readSource(filename) {
  const text = readFile(filename);
  if (text === undefined) return require('fs').readFileSync(filename, 'utf8');  // throws with the reason
  return stripBom(text);
}

Module._extensions['.js'] = function(module, filename) {
  const { type } = filename.endsWith('.js') || path.extname(filename) === '' ? packageOf(filename) : kTypeless;
  if (type === 'module') {
    module.exports = require('internal/modules/esm_bridge').loadEsm(filename, parents.get(module));
    return;
  }
  if (type !== 'commonjs' && !filename.endsWith('.cjs')) module[kMayBeEsm] = true;
  module._compile(readSource(filename), filename);
};

Module._extensions['.json'] = function(module, filename) {
  const content = readSource(filename);
  try {
    module.exports = JSON.parse(content);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = function(module, filename) {
  return process.dlopen(module, path.toNamespacedPath(filename));
};

// ---- Entry points ----

let preloading = false;

/** -r: each request is loaded as if from a module in the current folder. */
Module._preloadModules = function(requests) {
  if (!Array.isArray(requests)) return;
  preloading = true;
  const parent = new Module('internal/preload', null);
  try {
    parent.paths = Module._nodeModulePaths(process.cwd());
  } catch (error) {
    if (error.code !== 'ENOENT') {
      preloading = false;
      throw error;
    }
  }
  for (const request of requests) parent.require(request);
  preloading = false;
};

/** Runs the program: an ES module by its extension or its package's "type", else CommonJS. */
Module.runMain = function(main = process.argv[1]) {
  const { isEsmMain } = require('internal/modules/esm_bridge');
  const file = Module._findPath(path.resolve(main), null, true);
  if (file && isEsmMain(file)) require('internal/modules/esm/loader').runMain(file);
  else Module._load(main, null, true);
};

Module.createRequire = function(filename) {
  const { fileURLToPath, isURL } = require('internal/url');
  let file;
  if (isURL?.(filename) || filename instanceof URL || (typeof filename === 'string' && !path.isAbsolute(filename))) {
    try {
      file = fileURLToPath(filename);
    } catch {
      throw new ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
    }
  } else if (typeof filename === 'string') {
    file = filename;
  } else {
    throw new ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  }
  const isFolder = file.endsWith('/');
  const module = new Module(isFolder ? path.join(file, 'noop.js') : file);
  module.filename = isFolder ? path.join(file, 'noop.js') : file;
  module.paths = Module._nodeModulePaths(isFolder ? file : path.dirname(file));
  return makeRequire(module, Module);
};

Module.syncBuiltinESMExports = () => require('internal/modules/esm_bridge').syncBuiltinExports();

for (const name of ['register', 'registerHooks', 'findPackageJSON', 'enableCompileCache', 'flushCompileCache',
                    'getCompileCacheDir', 'stripTypeScriptTypes', 'findSourceMap', 'getSourceMapsSupport',
                    'setSourceMapsSupport']) {
  Module[name] = { [name](...args) { return require('internal/modules/module_api')[name](...args); } }[name];
}
Object.defineProperty(Module, 'SourceMap', {
  __proto__: null, configurable: true, enumerable: true, get: () => require('internal/modules/module_api').SourceMap,
});
Module.constants = Object.freeze({
  __proto__: null,
  compileCacheStatus: Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }),
});

module.exports = { Module };
