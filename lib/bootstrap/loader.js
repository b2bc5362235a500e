'use strict';
// The built-in loader: the only file that runs without `require`. C++ (src/module/builtins.cc) compiles it, calls it with
// an empty `exports`, then calls exports.boot(), which is the same in every process: the startup snapshot holds its result.
// exports.start(id) goes on from there.
//
//   requireBuiltin(id)   the exports of lib/<id>.js, compiled and run once
//
// The files of the npm packages in the binary (deps/npm) are the ids below internal/deps/. They get a `require` that
// knows relative paths, node: names and each other's package names, as they are written for.

const { compile, ids } = binding('builtins');
const modules = new Map();
const findModule = modules.get.bind(modules);  // Map.prototype belongs to the program
let natives = binding;  // what modules get as `binding`
const loadList = [];  // process.moduleLoadList
let intrinsics;  // internal/original_intrinsics, from where programs run

// Fields, not assignments: Object.prototype may have been given setters.
class BuiltinModule {
  id;
  exports = {};
  loaded = false;

  constructor(id) {
    this.id = id;
  }
}

function requireBuiltin(id) {
  if (id.startsWith('node:')) id = id.slice(5);  // bundled packages ask so
  const known = findModule(id);
  if (known !== undefined) return known.exports;
  if (intrinsics === undefined) return load(id);
  // What this one requires in turn is loaded in the same state.
  const guard = intrinsics;
  intrinsics = undefined;
  const replaced = guard.restore();
  try {
    return load(id);
  } finally {
    if (replaced !== undefined) guard.undo(replaced);
    intrinsics = guard;
  }
}

function load(id) {
  const module = new BuiltinModule(id);
  modules.set(id, module);
  loadList.push(`NativeModule ${id}`);
  const fn = compile(id);
  if (id.startsWith('internal/deps/')) {
    fn.call(module.exports, module.exports, packageRequire(id), module, process, undefined);
  } else {
    fn(module.exports, requireBuiltin, module, process, natives);
  }
  module.loaded = true;
  return module.exports;
}

let known;  // every id, once a package asks

function packageRequire(id) {
  known ??= new Set(ids());
  const folder = id.split('/').slice(0, -1);
  return function require(request) {
    const found = request.startsWith('.') ? packageFile(folder, request) : request.replace(/^node:/, '');
    if (known.has(found)) return requireBuiltin(found);
    if (known.has(`internal/deps/${found}/index`)) return requireBuiltin(`internal/deps/${found}/index`);
    const error = new Error(`No such built-in module: ${request}`);
    error.code = 'ERR_UNKNOWN_BUILTIN_MODULE';
    throw error;
  };
}

/** The id of the file that `request` names from `folder`: itself, or the index of that folder. */
function packageFile(folder, request) {
  const parts = [...folder];
  for (const part of request.replace(/\.js$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const found = parts.join('/');
  return known.has(found) ? found : `${found}/index`;
}

modules.set('internal/builtins', {
  exports: { requireBuiltin, ids, loadList, isLoaded: (id) => modules.has(id) },
});

exports.boot = () => {
  const { get } = binding('options');
  // The startup snapshot is not used with these two, so that no module has seen natives without their guard.
  if (get('--permission') || get('--permission-audit')) {
    natives = requireBuiltin('internal/permission/guard').guard(binding);
  }
  requireBuiltin('internal/original_intrinsics');
  requireBuiltin('bootstrap/node');
};

/** Returns what starts the program: C++ calls it, so that nothing of the loader stands in the program's stack traces. */
exports.start = (id) => {
  requireBuiltin('internal/at_start').runAtStart();
  intrinsics = requireBuiltin('internal/original_intrinsics');
  return load(id);
};
