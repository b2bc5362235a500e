'use strict';
// What a module in a cycle sees of an unfinished one: its exports so far; reading a name that is not there warns. Caller:
// cjs/loader.js.

const prototypeInCycle = new Proxy({}, {
  __proto__: null,
  get(target, key) {
    if (key in target || key === '__esModule') return target[key];
    warn(key);
    return undefined;
  },
  getOwnPropertyDescriptor(target, key) {
    if (Object.hasOwn(target, key) || key === '__esModule') return Object.getOwnPropertyDescriptor(target, key);
    warn(key);
    return undefined;
  },
});

function warn(key) {
  process.emitWarning(`Accessing non-existent property '${String(key)}' of module exports inside circular dependency`);
}

const seen = new WeakSet();

/** The exports of a module that has not run to its end. */
function exportsInCycle(module) {
  const { exports } = module;
  const { types } = require('util');
  if (exports && !types.isProxy(exports) && Object.getPrototypeOf(exports) === Object.prototype && !exports.__esModule) {
    Object.setPrototypeOf(exports, prototypeInCycle);
    seen.add(exports);
  }
  return exports;
}

/** The module has run: its exports get their own prototype back. */
function leaveCycle(exports) {
  if (seen.delete(exports)) Object.setPrototypeOf(exports, Object.prototype);
}

module.exports = { exportsInCycle, leaveCycle };
