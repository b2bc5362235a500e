'use strict';
// Program texts that are no files: --eval, --print, standard input; and --check. Callers: bootstrap/main.js,
// bootstrap/worker.js.

const { baseFolder } = require('internal/modules/base_folder');
const { getOptionValue } = require('internal/options');
const { watchStart } = require('internal/process/rejections');

// CommonJS-like surroundings for a text: the names of a module as globals, as Node's --eval has them.
function makeSurroundings(name) {
  const { Module, resolveForRequire } = require('internal/modules/cjs/loader');
  const path = require('path');
  const module = new Module(name);
  module.filename = path.join(baseFolder(), name);
  module.paths = Module._nodeModulePaths(baseFolder());
  module.loaded = false;
  const { makeRequire } = require('internal/modules/helpers');
  const names = {
    __filename: name, module, exports: module.exports, __dirname: '.', require: makeRequire(module, Module, resolveForRequire),
  };
  for (const key of Object.keys(names)) {
    Object.defineProperty(globalThis, key, {
      __proto__: null, value: names[key], writable: true, enumerable: true, configurable: true,
    });
  }
  return module;
}

// Built-in modules by their names, as in the REPL: `fs`, `os` ...
function defineBuiltinGlobals() {
  const { builtinModules } = require('internal/modules/builtins');
  for (const name of builtinModules) {
    // `crypto` is the module here, not the web's object.
    if (name.startsWith('_') || name.includes('/') || name.startsWith('node:')) continue;
    if (name in globalThis && name !== 'crypto') continue;
    // The program may have made the property unchangeable: then the accessor stays.
    const define = (value) => Reflect.defineProperty(globalThis, name, {
      __proto__: null, value, writable: true, enumerable: false, configurable: true,
    });
    Object.defineProperty(globalThis, name, {
      __proto__: null,
      get() {
        const value = require('internal/modules/builtins').requireBuiltin(name);
        define(value);
        return value;
      },
      set: define,
      enumerable: name === 'crypto',
      configurable: true,
    });
  }
}

/**
 * Runs a program text.
 * @param {string} source
 * @param {string} name '[eval]' or '[stdin]'
 * @param {boolean} print whether its value is printed
 */
function evalScript(source, name, print) {
  const { registerReferrer } = require('internal/modules/dynamic_import');
  const { Script } = binding('vm');
  const path = require('path');
  const id = registerReferrer({}, path.join(baseFolder(), name));
  const script = compileEval((text) => new Script(text, name, 0, 0, undefined, false, id, undefined), source, name);
  if (script instanceof Script === false) return runAsModule(script.source, print);
  defineBuiltinGlobals();
  makeSurroundings(name);
  // The value is printed at the end: a promise may have settled by then.
  let result;
  const printAtExit = () => { require('internal/console/global').log(result); };
  if (print) process.on('exit', printAtExit);
  // No catch: V8 knows only of what passes through where it was thrown.
  let ended = false;
  try {
    result = callFromWrapper(name, () => script.run(null, 0, false, true));
    ended = true;
  } finally {
    if (!ended) process.off('exit', printAtExit);
  }
  return undefined;
}

/** Node runs such a text from another script, whose frame tools that read stacks expect below the text's own. */
function callFromWrapper(name, start) {
  const { Script } = binding('vm');
  const call = new Script('(start) => start()', `${name}-wrapper`, 5, 12, undefined, false, undefined, undefined);
  return call.run(null, 0, false, true)(start);
}

function runAsModule(source, print) {
  if (print) {
    const { codes: { ERR_EVAL_ESM_CANNOT_PRINT } } = require('internal/errors');
    throw new ERR_EVAL_ESM_CANNOT_PRINT();
  }
  defineBuiltinGlobals();
  // Only what was said to be a module is the main one.
  const isMain = getOptionValue('--input-type').startsWith('module');
  return watchStart(require('internal/modules/esm/loader').runSource(source, isMain));
}

/** Whether a text that is no script is an ES module. */
function isModule(source, name) {
  if (getOptionValue('--input-type') || getOptionValue('--experimental-detect-module') === false) return false;
  const { hasModuleSyntax } = require('internal/modules/cjs/compile');
  return hasModuleSyntax(source, name);
}

function compileAsModule(source, name) {
  const { ModuleWrap } = binding('esm');
  return new ModuleWrap(source, name, Symbol(name), undefined, 0, 0, undefined);
}

function compilesAsModule(source, name) {
  try {
    return compileAsModule(source, name) !== undefined;
  } catch {
    return false;
  }
}

const TYPESCRIPT_SYNTAX = new Set(['ERR_INVALID_TYPESCRIPT_SYNTAX', 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX']);

/**
 * A text that is no script may be an ES module ({ source } instead of a script), or TypeScript; one that is neither has
 * JavaScript's error.
 */
function compileEval(compile, source, name) {
  const typescript = require('internal/modules/typescript');
  const type = getOptionValue('--input-type');
  if (type === 'commonjs-typescript') return compile(typescript.stripFile(source, name));
  try {
    return compile(source);
  } catch (error) {
    if (type || !(error instanceof SyntaxError)) throw error;
    if (isModule(source, name) && compilesAsModule(source, name)) return { source };
    if (!typescript.isEnabled()) throw error;
    let stripped;
    try {
      stripped = typescript.stripFile(source, name);
    } catch (reason) {
      if (TYPESCRIPT_SYNTAX.has(reason.code)) error.stack = withReason(error.stack, reason.message);
      throw error;
    }
    return isModule(stripped, name) ? { source: stripped } : compile(stripped);
  }
}

/** Puts a line after the place that a decorated stack begins with. */
function withReason(stack, reason) {
  const end = stack.indexOf('\n\n');
  return end === -1 ? stack : `${stack.slice(0, end + 1)}${reason}\n${stack.slice(end + 1)}`;
}

/** Standard input as a text, to its end. @returns {string} */
function readStdin() {
  const fs = require('fs');
  const { Buffer } = require('buffer');
  const chunks = [];
  const chunk = Buffer.allocUnsafe(65536);
  for (;;) {
    let size;
    try {
      size = fs.readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      if (error.code === 'EAGAIN') {
        waitForInput();
        continue;
      }
      if (error.code === 'EOF') break;
      throw error;
    }
    if (size === 0) break;
    chunks.push(Buffer.from(chunk.subarray(0, size)));
  }
  return Buffer.concat(chunks).toString('utf8');
}

// A non-blocking descriptor without bytes: sleeping a little costs less than a poll binding of its own.
function waitForInput() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/**
 * Compiles without running: a SyntaxError is thrown.
 * @param {string} source
 * @param {string} filename
 * @param {string|null} format null: the syntax tells
 */
function checkSyntax(source, filename, format) {
  const { registerReferrer } = require('internal/modules/dynamic_import');
  const text = source.charCodeAt(0) === 0xFEFF ? source.slice(1) : source;
  if (format === 'module') return compileAsModule(text, filename);
  const { checkPatched } = require('internal/modules/cjs/wrapper');
  if (checkPatched(require('internal/modules/cjs/loader').Module, text, filename)) return undefined;
  const { compileText } = require('internal/modules/cjs/compile');
  const detect = format !== 'commonjs';
  try {
    const fn = compileText(text, filename, registerReferrer({}, filename), detect);
    return fn === undefined && format === null ? compileAsModule(text, filename) : fn;
  } catch (error) {
    binding('modules').showSource(error);
    if (!detect) require('internal/modules/esm_bridge').adviseType(error, text, filename);
    throw error;
  }
}

/** --check of a file. */
function checkFile(main) {
  const path = require('path');
  const { Module } = require('internal/modules/cjs/loader');
  const file = Module._resolveFilename(path.resolve(main), null, true);
  if (getOptionValue('--input-type')) {
    const { codes: { ERR_INPUT_TYPE_NOT_ALLOWED } } = require('internal/errors');
    throw new ERR_INPUT_TYPE_NOT_ALLOWED();
  }
  const { formatOf } = require('internal/modules/esm/format');
  const url = require('url').pathToFileURL(file);
  // A file without a "type" has the format null, which leaves it to the syntax.
  checkSyntax(require('fs').readFileSync(file, 'utf8'), file, formatOf(url, undefined));
}

/** --check of standard input. */
function checkStdin() {
  checkSyntax(readStdin(), '[stdin]', getOptionValue('--input-type') === 'module' ? 'module' : 'commonjs');
}

/** Runs a program text as what --input-type says. */
function evaluate(source, name, print) {
  const type = getOptionValue('--input-type');
  if (type === 'module' || type === 'module-typescript') {
    runAsModule(type === 'module' ? source : require('internal/modules/typescript').stripFile(source, name), print);
  } else {
    evalScript(source, name, print);
  }
}

module.exports = { checkFile, checkStdin, evaluate, readStdin };
