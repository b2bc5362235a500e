'use strict';
// Module.wrap and Module.wrapper, which packages replace: from then on a module's text goes through them and is compiled as
// a script instead of as a function's body. Caller: cjs/loader.js.

const { compileCommonJs } = require('internal/modules/cjs/compile');
const { registerReferrer } = require('internal/modules/dynamic_import');

const kWrapper = [
  '(function (exports, require, module, __filename, __dirname) { ',
  '\n});',
];

let patched = false;

const wrapperProxy = new Proxy(kWrapper, {
  __proto__: null,
  set(target, key, value, receiver) {
    patched = true;
    return Reflect.set(target, key, value, receiver);
  },
  defineProperty(target, key, descriptor) {
    patched = true;
    return Object.defineProperty(target, key, descriptor);
  },
});

/** An accessor whose setter notes that somebody has replaced the value. */
function defineWatched(Module, name, value) {
  Object.defineProperty(Module, name, {
    __proto__: null, get: () => value,
    set(replacement) {
      patched = true;
      value = replacement;
    },
  });
}

/** Gives Module its `wrap` and `wrapper`. */
function installWrapper(Module) {
  defineWatched(Module, 'wrap', (script) => Module.wrapper[0] + script + Module.wrapper[1]);
  defineWatched(Module, 'wrapper', wrapperProxy);
}

/**
 * The function of a module's body.
 * @param {boolean} detect whether ES module syntax gives undefined instead of a SyntaxError
 */
function compileWrapped(Module, content, filename, module, detect) {
  if (!patched) return compileCommonJs(content, filename, module, detect);
  return compilePatched(Module, content, filename).run(null, 0, false, true);
}

function compilePatched(Module, content, filename) {
  const { Script } = binding('vm');
  // V8 takes a #! line by itself, but here text stands before it.
  const text = Module.wrap(content.startsWith('#!') ? content.slice(content.search(/[\r\n]|$/)) : content);
  return new Script(text, filename, 0, 0, undefined, false, registerReferrer({}, filename), undefined);
}

/** For --check: compiles with a replaced wrapper. Returns whether there is one. @throws SyntaxError */
function checkPatched(Module, content, filename) {
  return patched && compilePatched(Module, content, filename) !== undefined;
}

module.exports = { installWrapper, compileWrapped, checkPatched };
