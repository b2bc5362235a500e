'use strict';
// Starts the program: preloaded modules, then a file, a text (--eval, --print), standard input, or the REPL.

const { Module } = require('internal/modules/cjs/loader');
const { getOptionValue } = require('internal/options');

function connectToParent() {
  const { env } = process;
  if (!env.NODE_CHANNEL_FD) return;
  const fd = Number(env.NODE_CHANNEL_FD);
  const mode = env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  // The program's own children have no business with this channel.
  delete env.NODE_CHANNEL_FD;
  delete env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('child_process')._forkChild(fd, mode);
  if (!Object.hasOwn(env, 'NODE_UNIQUE_ID')) return;
  require('cluster')._setupWorker(env.NODE_UNIQUE_ID);
  delete env.NODE_UNIQUE_ID;  // the worker's own children are nobody's workers
}

/** --import: the modules are evaluated in turn before the program begins. Returns a promise, or undefined for none. */
function preloadImports() {
  const requests = getOptionValue('--import');
  if (requests.length === 0) return undefined;
  const { importFrom } = require('internal/modules/esm/loader');
  return (async () => {
    for (const request of requests) await importFrom(request, {}, undefined);
  })();
}

/** --experimental-loader: hooks for import. */
function registerLoaders() {
  const loaders = getOptionValue('--experimental-loader');
  if (loaders.length === 0) return;
  const calls = loaders.map((loader) => `register(${JSON.stringify(loader)}, pathToFileURL("./"));`);
  process.emitWarning('`--experimental-loader` may be removed in the future; instead use `register()`:\n' +
    "--import 'data:text/javascript,import { register } from \"node:module\"; import { pathToFileURL } from \"node:url\"; " +
    `${calls.join(' ')}'`, 'ExperimentalWarning');
  const { register } = require('internal/modules/module_api');
  const base = require('url').pathToFileURL(`${process.cwd()}/`).href;
  for (const loader of loaders) register(loader, base);
}

function check(main) {
  const { checkSyntax, readStdin } = require('internal/process/execution');
  if (main === undefined || main === '-') {
    checkSyntax(readStdin(), '[stdin]');
    return;
  }
  const path = require('path');
  const file = Module._findPath(path.resolve(main), null, true) || path.resolve(main);
  checkSyntax(require('fs').readFileSync(file, 'utf8'), file);
}

function evaluate(source, name) {
  const type = getOptionValue('--input-type');
  if (type === 'module' || type === 'module-typescript') {
    if (getOptionValue('--print')) {
      const { codes: { ERR_EVAL_ESM_CANNOT_PRINT } } = require('internal/errors');
      throw new ERR_EVAL_ESM_CANNOT_PRINT();
    }
    const text = type === 'module' ? source : require('internal/modules/typescript').stripFile(source, name);
    require('internal/modules/esm/loader').runSource(text, name);
    return;
  }
  require('internal/process/execution').evalScript(source, name, getOptionValue('--print'));
}

/** Whether the program is a file, by its path. */
function isFileMain(main) {
  return main !== undefined && main !== '' && main !== '-' && getOptionValue('--eval') === undefined && !getOptionValue('--entry-url') &&
    !getOptionValue('--check');
}

function isTerminal(fd) {
  return binding('process').handleType(fd) === 'TTY';
}

function start() {
  const source = getOptionValue('--eval');
  const main = process.argv[1] || undefined;  // an empty argument names no file
  if (getOptionValue('--check')) {
    check(main);
  } else if (source !== undefined) {
    evaluate(source, '[eval]');
  } else if (main !== undefined && main !== '-') {
    if (getOptionValue('--input-type')) {
      const { codes: { ERR_INPUT_TYPE_NOT_ALLOWED } } = require('internal/errors');
      throw new ERR_INPUT_TYPE_NOT_ALLOWED();
    }
    Module.runMain(process.argv[1]);
  } else if (main === undefined && isTerminal(0) && !getOptionValue('--print')) {
    require('repl').start({ useGlobal: true });
  } else {
    evaluate(require('internal/process/execution').readStdin(), '[stdin]');
  }
}

if (getOptionValue('--eval') !== undefined) {
  Object.defineProperty(process, '_eval', {
    __proto__: null, value: getOptionValue('--eval'), writable: true, enumerable: true, configurable: true,
  });
}
require('internal/permission/api').setUp(isFileMain(process.argv[1]) ? process.argv[1] : undefined);
connectToParent();
Module._initPaths();
if (process.env.NODE_COMPILE_CACHE) {
  require('internal/modules/compile_cache').enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
// Preloaded modules see the program's full path already.
if (isFileMain(process.argv[1])) process.argv[1] = require('path').resolve(process.argv[1]);
const preloads = getOptionValue('--require');
if (preloads.length > 0) {
  Object.defineProperty(process, '_preload_modules', {
    __proto__: null, value: preloads, writable: false, enumerable: true, configurable: true,
  });
  Module._preloadModules(preloads);
}
registerLoaders();
const imported = preloadImports();
if (imported === undefined) start();
else imported.then(start);
