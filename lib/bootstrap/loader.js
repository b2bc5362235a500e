'use strict';
// The built-in loader: the only file that runs without `require`. C++ (src/module/builtins.cc) compiles it, calls it with
// an empty `exports` and then calls exports.start(id).
//
//   requireBuiltin(id)   the exports of lib/<id>.js, compiled and run once

const { compile, ids } = binding('builtins');
const modules = new Map();

class BuiltinModule {
  constructor(id) {
    this.id = id;
    this.exports = {};
    this.loaded = false;
  }
}

function requireBuiltin(id) {
  const known = modules.get(id);
  if (known !== undefined) return known.exports;
  const module = new BuiltinModule(id);
  modules.set(id, module);
  const fn = compile(id);
  fn(module.exports, requireBuiltin, module, process, binding);
  module.loaded = true;
  return module.exports;
}

modules.set('internal/builtins', {
  exports: { requireBuiltin, ids, isLoaded: (id) => modules.has(id) },
});

exports.start = (id) => {
  requireBuiltin('bootstrap/node');
  requireBuiltin(id);
};
