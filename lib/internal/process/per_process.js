'use strict';
// Puts on `process` what Node documents there, beyond what lib/bootstrap/node.js needs to run at all. The pieces stand in
// the neighbouring files; here is their order, and the small ones. Caller: bootstrap/node.js, once.
// Rule: nothing here touches the file system or loads streams; what costs is made when first read.

const { atStart } = require('internal/at_start');
const { builtinChannel } = require('internal/diagnostics');
const { codes } = require('internal/errors');
const { validateInteger, validateObject, validateString } = require('internal/validators');
const native = binding('process');

/** A property whose value is made when it is first read; assigning replaces it. */
function defineLazy(target, name, make, { writable = true } = {}) {
  let value;
  let made = false;
  Object.defineProperty(target, name, {
    __proto__: null,
    get() {
      if (!made) {
        value = make();
        made = true;
      }
      return value;
    },
    set: writable ? (replacement) => {
      value = replacement;
      made = true;
    } : undefined,
    enumerable: true,
    configurable: true,
  });
}

// ---- ending and signals to others ----

let exitCode;

/** Integers and strings that spell one, as the system's int; null and undefined stand for "none". */
function toExitCode(code) {
  if (code === null || code === undefined) return undefined;
  let value = code;
  if (typeof code === 'string' && code !== '') {
    value = Number(code);
    if (Number.isNaN(value)) throw new codes.ERR_INVALID_ARG_TYPE('code', 'number', code);
  } else if (typeof code !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('code', 'number', code);
  }
  validateInteger(value, 'code');
  return value | 0;
}

/**
 * Sends a signal; signal 0 asks whether the process exists.
 * @param {number} pid
 * @param {string|number} [signal]
 */
function kill(pid, signal) {
  // Loose on purpose: '12' is a process id, 12.5 is not (Node compares with the integer).
  // eslint-disable-next-line eqeqeq
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number = signal;
  if (signal !== (signal | 0)) {
    number = require('os').constants.signals[signal || 'SIGTERM'];
    if (!number) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  const status = process._kill(pid | 0, number);
  if (status) throw require('internal/errors').errnoException(status, 'kill');
  return true;
}

function rawDebug(...args) {
  binding('runtime').writeStderr(`${require('internal/util/inspect').format(...args)}\n`);
}

// ---- modules ----

/** @param {string} id @returns {object|undefined} the built-in module, or undefined */
function getBuiltinModule(id) {
  validateString(id, 'id');
  const builtins = require('internal/modules/builtins');
  const known = builtins.builtinId(id);
  return known === undefined ? undefined : builtins.requireBuiltin(known);
}

/** @param {{exports: object}} module @param {string} filename @param {number} [flags] os.constants.dlopen */
function dlopen(...args) {
  if (args.length < 2) {
    const error = new TypeError('process.dlopen needs at least 2 arguments');
    error.code = 'ERR_MISSING_ARGS';
    throw error;
  }
  const { getOptionValue } = require('internal/options');
  if (getOptionValue('--permission') && !getOptionValue('--allow-addons')) {
    throw Object.assign(new Error('Cannot load native addon because loading addons is disabled.'),
                        { code: 'ERR_DLOPEN_DISABLED' });
  }
  const [module, filename, flags = require('os').constants.dlopen.RTLD_LAZY] = args;
  Object(module).exports.constructor;  // an addon needs an object to put its exports on
  const problem = native.openLibrary(typeof filename === 'symbol' ? '' : `${filename}`, flags | 0);
  if (problem === undefined) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('process.dlopen() of native addons');
  throw new codes.ERR_DLOPEN_FAILED(problem);
}

let warnedOfBinding = false;
function processBinding(name) {
  const { getOptionValue } = require('internal/options');
  if (getOptionValue('--permission') || getOptionValue('--permission-audit')) throw new codes.ERR_ACCESS_DENIED('process.binding');
  if (getOptionValue('--pending-deprecation') && !warnedOfBinding) {
    warnedOfBinding = true;
    process.emitWarning('process.binding() is deprecated. Please use public APIs instead.', 'DeprecationWarning', 'DEP0111');
  }
  return require('internal/process/legacy_bindings').processBinding(name);
}

function linkedBinding(name) {
  require('internal/permission/check').checkPermission('Addon', String(name));
  const error = new Error(`No such binding was linked: ${String(name)}`);
  error.code = 'ERR_INVALID_MODULE';
  throw error;
}

// ---- environment, command line ----

/** Sets the variables of a file that are not set yet. @param {string|URL|Buffer} [path] */
function loadEnvFile(path = undefined) {
  // A number is no descriptor here.
  const text = require('fs').readFileSync(require('internal/fs/args').getPath(path ?? '.env'), 'utf8');
  const flat = binding('env').parse(text);
  const wanted = new Map();
  for (let i = 0; i < flat.length; i += 2) wanted.set(flat[i], flat[i + 1]);
  const { env } = process;
  for (const { 0: name, 1: value } of wanted) if (env[name] === undefined) env[name] = value;
}

const execveChannel = builtinChannel('process.execve');

/** @param {string} file @param {string[]} [args] @param {object} [env] */
function execve(file, args = [], env = process.env) {
  require('internal/util').emitExperimentalWarning('process.execve');
  const { isMainThread } = require('internal/process/threads');
  if (!isMainThread()) throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Calling process.execve');
  validateString(file, 'execPath');
  require('internal/validators').validateArray(args, 'args');
  const hasNul = (text) => text.includes('\0');
  args.forEach((argument, i) => {
    if (typeof argument !== 'string' || hasNul(argument)) {
      throw new codes.ERR_INVALID_ARG_VALUE(`args[${i}]`, argument, 'must be a string without null bytes');
    }
  });
  if (env !== undefined) validateObject(env, 'env');
  const list = [];
  for (const name of Object.keys(env)) {
    const value = env[name];
    if (typeof value !== 'string' || hasNul(name) || hasNul(value)) {
      throw new codes.ERR_INVALID_ARG_VALUE('env', env, 'must be an object with string keys and values without null bytes');
    }
    list.push(`${name}=${value}`);
  }
  if (execveChannel.hasSubscribers) execveChannel.publish({ execPath: file, args, env: list });
  try {
    native.execve(file, args, list);
  } catch (error) {
    if (error.code === 'ERR_ACCESS_DENIED') throw error;  // nothing has happened yet
    // The process is half taken apart by now: there is no way back to the program.
    binding('runtime').writeStderr(`process.execve failed with error code ${error.code}\n${error.stack}\n`);
    native.abort();
  }
}

// ---- uncaught errors ----

function setUncaughtExceptionCaptureCallback(fn) {
  const uncaught = require('internal/process/uncaught');
  if (fn === null) {
    uncaught.setCaptureCallback(null);
    return;
  }
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (uncaught.getCaptureCallback() !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  uncaught.setCaptureCallback(fn);
}

function hasUncaughtExceptionCaptureCallback() {
  return require('internal/process/uncaught').getCaptureCallback() !== null;
}

// ---- things that keep the process alive ----

const refSymbol = Symbol.for('nodejs.ref');
const unrefSymbol = Symbol.for('nodejs.unref');

/** @param {{ref?: Function}} maybeRefable */
function ref(maybeRefable) {
  const fn = maybeRefable?.[refSymbol] ?? maybeRefable?.ref;
  if (typeof fn === 'function') Reflect.apply(fn, maybeRefable, []);
}

/** @param {{unref?: Function}} maybeRefable */
function unref(maybeRefable) {
  const fn = maybeRefable?.[unrefSymbol] ?? maybeRefable?.unref;
  if (typeof fn === 'function') Reflect.apply(fn, maybeRefable, []);
}

// ---- installation ----

function installDebugPort(target) {
  let port = 9229;
  Object.defineProperty(target, 'debugPort', {
    __proto__: null,
    get() { return port; },
    set(value) {
      const number = +value | 0;
      if (number !== 0 && (number < 1024 || number > 65535)) {
        throw Object.assign(new RangeError('process.debugPort must be 0 or in range 1024 to 65535'),
                            { code: 'ERR_OUT_OF_RANGE' });
      }
      port = number;
    },
    enumerable: true,
    configurable: true,
  });
}

// Properties that differ from process to process: their places are taken here, in Node's order; fillIdentity() fills them.
function installIdentity(target) {
  target.env = undefined;
  Object.defineProperty(target, 'title', {
    __proto__: null,
    get: native.getTitle,
    set(title) { native.setTitle(`${title}`); },
    enumerable: true,
    configurable: true,
  });
  target.argv = undefined;
  target.execArgv = undefined;
  target.pid = undefined;
  Object.defineProperty(target, 'ppid', {
    __proto__: null, get: native.ppid, set: undefined, enumerable: true, configurable: true,
  });
  target.execPath = undefined;
  installDebugPort(target);
  target.argv0 = undefined;
  Object.defineProperty(target, '_preload_modules', {
    __proto__: null, value: [], writable: false, enumerable: true, configurable: true,
  });
}

function fillIdentity(target) {
  const { pid, execPath, argv0, args, execArgv } = native.identity();
  const define = (name, value, writable, configurable = true) => Object.defineProperty(target, name, {
    __proto__: null, value, writable, enumerable: true, configurable,
  });
  define('env', binding('env').env, true);
  define('argv', [execPath, ...args], true);
  define('execArgv', execArgv, true);
  define('pid', pid, false);
  define('execPath', execPath, true);
  define('argv0', argv0, false, false);
}

function installControl(target) {
  Object.defineProperty(target, 'exitCode', {
    __proto__: null,
    get() { return exitCode; },
    set(code) {
      exitCode = toExitCode(code);
    },
    enumerable: true,
    configurable: false,
  });
  target._tickCallback = require('internal/process/task_queues').runNextTicks;
  // Node keeps these two names, which do nothing there either.
  target._startProfilerIdleNotifier = () => {};
  target._stopProfilerIdleNotifier = () => {};
  target._rawDebug = function _rawDebug(...args) { rawDebug(...args); };
  Object.defineProperty(target, 'moduleLoadList', {
    __proto__: null, value: require('internal/builtins').loadList, writable: false, enumerable: true, configurable: true,
  });
  target.binding = processBinding;
  target._linkedBinding = linkedBinding;
  target.domain = null;
  target.dlopen = dlopen;
  target._getActiveRequests = function _getActiveRequests() {
    return require('internal/process/active').activeRequests();
  };
  target._getActiveHandles = function _getActiveHandles() {
    return require('internal/process/active').activeHandles();
  };
  target._kill = native.kill;
  target.kill = kill;
  target.abort = native.abort;
  target.loadEnvFile = loadEnvFile;
  target.execve = execve;
  target.ref = ref;
  target.unref = unref;
  target.setUncaughtExceptionCaptureCallback = setUncaughtExceptionCaptureCallback;
  target.hasUncaughtExceptionCaptureCallback = hasUncaughtExceptionCaptureCallback;
  target.getBuiltinModule = getBuiltinModule;
  target.openStdin = () => {
    process.stdin.resume();
    return process.stdin;
  };
  defineLazy(target, 'finalization', () => require('internal/process/finalization').finalization);
  defineLazy(target, 'allowedNodeEnvironmentFlags', () => require('internal/process/environment_flags').make());
  defineLazy(target, 'report', () => require('internal/process/report').report, { writable: false });
}

/** DEP0104, which waits for --pending-deprecation. */
function watchEnvironment(target) {
  if (!require('internal/options').getOptionValue('--pending-deprecation')) return;
  binding('env').onOddValue(() => {
    target.emitWarning(
      'Assigning any value other than a string, number, or boolean to a process.env property is deprecated. Please make ' +
      'sure to convert the value to a string before setting process.env with it.', 'DeprecationWarning', 'DEP0104');
  });
}

// The older names of module.getSourceMapsSupport() and module.setSourceMapsSupport().
function installSourceMaps(target) {
  const load = () => require('internal/modules/source_maps');
  Object.defineProperty(target, 'sourceMapsEnabled', {
    __proto__: null, get() { return load().getSourceMapsSupport().enabled; }, set: undefined, enumerable: true,
    configurable: true,
  });
  target.setSourceMapsEnabled = function setSourceMapsEnabled(value) {
    load().setSourceMapsSupport(value, { nodeModules: value, generatedCode: value });
  };
}

/** @param {NodeJS.Process} target the process object: an EventEmitter with nextTick, exit and reallyExit */
function install(target) {
  require('internal/process/about').install(target);
  installIdentity(target);
  atStart(() => fillIdentity(target));
  atStart(() => watchEnvironment(target));
  installControl(target);
  require('internal/process/stats').install(target);
  require('internal/process/credentials').install(target);
  installSourceMaps(target);
  require('internal/process/stdio').install(target);
  require('internal/process/warning').install(target);
  require('internal/process/signal').install(target);
}

module.exports = { defineLazy, install };
