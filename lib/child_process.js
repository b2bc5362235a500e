'use strict';
// node:child_process. Checks and shapes of the public functions; the work is done in internal/child_process.

const {
  AbortError,
  codes: { ERR_CHILD_PROCESS_IPC_REQUIRED, ERR_CHILD_PROCESS_STDIO_MAXBUFFER, ERR_INVALID_ARG_TYPE },
  genericNodeError,
} = require('internal/errors');
const { validateAbortSignal, validateArray, validateFunction, validateObject, validateString } =
  require('internal/validators');
const { promisify } = require('internal/util');
const {
  checkNoNul, kMaxBuffer, normalize, sanitizeKillSignal, validateMaxBuffer, validateTimeout,
} = require('internal/child_process/arguments');
const { ChildProcess } = require('internal/child_process/child');
const { stdioStringToArray } = require('internal/child_process/stdio');
const sync = require('internal/child_process/sync');
const { getPath } = require('internal/fs/args');

// ---- spawn ----

/**
 * @param {string} file @param {string[]|object} [args] @param {object} [options]
 * @returns {ChildProcess}
 */
function spawn(file, args, options) {
  const spec = normalize(file, args, options);
  validateTimeout(spec.timeout);
  if (spec.signal !== undefined) validateAbortSignal(spec.signal, 'options.signal');
  const killSignal = sanitizeKillSignal(spec.killSignal);
  const child = new ChildProcess();
  child.spawn(spec);
  if (spec.timeout > 0) killAfter(child, spec.timeout, killSignal);
  if (spec.signal) abortWith(child, spec.signal, killSignal);
  return child;
}

function killAfter(child, timeout, killSignal) {
  let timer = setTimeout(() => {
    timer = null;
    try {
      child.kill(killSignal);
    } catch (error) {
      child.emit('error', error);
    }
  }, timeout);
  child.once('exit', () => {
    if (timer !== null) clearTimeout(timer);
  });
}

function abortWith(child, signal, killSignal) {
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  child.once('exit', () => signal.removeEventListener('abort', abort));
}

// ---- fork ----

// Without the text of --eval: the child runs a file.
function withoutEval(execArgv) {
  if (execArgv !== process.execArgv || process._eval == null) return execArgv;
  const index = execArgv.lastIndexOf(process._eval);
  if (index <= 0) return execArgv;
  return [...execArgv.slice(0, index - 1), ...execArgv.slice(index + 1)];
}

/**
 * @param {string|URL|Buffer} modulePath @param {string[]|object} [args] @param {object} [options]
 * @returns {ChildProcess} with an IPC channel
 */
function fork(modulePath, args = [], options) {
  modulePath = getPath(modulePath, 'modulePath');
  if (args == null) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else {
    validateArray(args, 'args');
  }
  if (options != null) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  options.execPath = options.execPath || process.execPath;
  checkNoNul(options.execPath, 'options.execPath');
  const execArgv = withoutEval(options.execArgv || process.execArgv);
  validateArray(execArgv, 'options.execArgv');
  args = [...execArgv, `${modulePath}`, ...args];
  if (typeof options.stdio === 'string') {
    options.stdio = stdioStringToArray(options.stdio, 'ipc');
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = stdioStringToArray(options.silent ? 'pipe' : 'inherit', 'ipc');
  } else if (!options.stdio.includes('ipc')) {
    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  }
  return spawn(options.execPath, args, options);
}

/** Called at start-up in a child that has a channel to its parent. */
function _forkChild(fd, serializationMode) {
  require('internal/child_process/ipc').connectToParent(fd, serializationMode);
}

// ---- exec, execFile ----

function normalizeExec(command, options, callback) {
  validateString(command, 'command');
  checkNoNul(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { options, callback };
}

/** @param {string} command @param {object} [options] @param {(error, stdout, stderr) => void} [callback] */
function exec(command, options, callback) {
  const spec = normalizeExec(command, options, callback);
  return module.exports.execFile(command, spec.options, spec.callback);
}

// (file[, args][, options][, callback])
function normalizeExecFile(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args != null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  args ??= [];
  if (typeof options === 'function') callback = options;
  else if (options != null) validateObject(options, 'options');
  if (typeof options === 'function') options = null;
  options ??= { __proto__: null };
  if (callback != null) validateFunction(callback, 'callback');
  if (!Array.isArray(args)) throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  if (options.argv0 != null) {
    validateString(options.argv0, 'options.argv0');
    checkNoNul(options.argv0, 'options.argv0');
  }
  return { file, args, options, callback };
}

/** What one of the child's two outputs brings, up to the limit. */
class Collector {
  #chunks = [];
  #length = 0;
  #stream;
  constructor(stream, name, encoding, limit, onTooMuch) {
    this.#stream = stream;
    this.encoding = encoding;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      const room = limit - this.#length;
      this.#length += typeof chunk === 'string' ? require('buffer').Buffer.byteLength(chunk) : chunk.length;
      if (this.#length <= limit) {
        this.#chunks.push(chunk);
        return;
      }
      this.#chunks.push(chunk.slice(0, room));
      onTooMuch(new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name));
    });
  }
  result() {
    // Programs may call setEncoding() on the stream themselves.
    return this.encoding || this.#stream.readableEncoding ? this.#chunks.join('') : require('buffer').Buffer.concat(this.#chunks);
  }
}

/** @param {string} file @param {string[]} [args] @param {object} [options] @param {Function} [callback] */
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFile(file, args, options, callback));
  options = {
    __proto__: null, encoding: 'utf8', timeout: 0, maxBuffer: kMaxBuffer, killSignal: 'SIGTERM', cwd: null, env: null, shell: false, ...options,
  };
  validateTimeout(options.timeout);
  validateMaxBuffer(options.maxBuffer);
  options.killSignal = sanitizeKillSignal(options.killSignal);
  const child = spawn(file, args, {
    __proto__: null,
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    argv0: options.argv0,
    windowsHide: Boolean(options.windowsHide),
    windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  });
  collect(child, file, args, options, callback);
  return child;
}

function collect(child, file, args, options, callback) {
  const { Buffer } = require('buffer');
  const encoding = options.encoding && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  const maxBuffer = options.maxBuffer ?? Infinity;
  let killed = false;
  let ended = false;
  let failure = null;
  let timer = null;
  let stdout;
  let stderr;

  function onEnd(code, signal) {
    if (ended) return;
    ended = true;
    if (timer !== null) clearTimeout(timer);
    if (!callback) return;
    const empty = encoding ? '' : Buffer.alloc(0);
    const out = stdout ? stdout.result() : empty;
    const err = stderr ? stderr.result() : empty;
    if (failure === null && code === 0 && signal === null) {
      callback(null, out, err);
      return;
    }
    const command = args.length === 0 ? file : `${file} ${args.join(' ')}`;
    failure ??= genericNodeError(`Command failed: ${command}\n${err}`, {
      code: code < 0 ? require('internal/system_errors').errorName(code) : code,
      killed: child.killed || killed,
      signal,
    });
    failure.cmd = command;
    callback(failure, out, err);
  }

  function fail(error) {
    failure = error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    onEnd();
  }

  function kill() {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      failure ??= error;
      onEnd();
    }
  }

  function tooMuch(error) {
    failure = error;
    kill();
  }

  if (options.timeout > 0) {
    timer = setTimeout(() => {
      kill();
      timer = null;
    }, options.timeout);
  }
  if (child.stdout) stdout = new Collector(child.stdout, 'stdout', encoding, maxBuffer, tooMuch);
  if (child.stderr) stderr = new Collector(child.stderr, 'stderr', encoding, maxBuffer, tooMuch);
  child.addListener('close', onEnd);
  child.addListener('error', fail);
}

// util.promisify(exec): {stdout, stderr}, and the child as `promise.child`.
function promisified(name) {
  return {
    [name](...args) {
      const { promise, resolve, reject } = Promise.withResolvers();
      // Bad arguments throw here and now.
      promise.child = module.exports[name](...args, (error, stdout, stderr) => {
        if (error === null) {
          resolve({ stdout, stderr });
        } else {
          error.stdout = stdout;
          error.stderr = stderr;
          reject(error);
        }
      });
      return promise;
    },
  }[name];
}
for (const fn of [exec, execFile]) {
  Object.defineProperty(fn, promisify.custom, { __proto__: null, enumerable: false, value: promisified(fn.name) });
}

// ---- synchronous ----

/** @param {string} file @param {string[]|object} [args] @param {object} [options] */
function spawnSync(file, args, options) {
  return sync.spawnSync(file, args, options);
}

/** @param {string} file @param {string[]|object} [args] @param {object} [options] @returns {Buffer|string} stdout */
function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFile(file, args, options));
  return sync.execFileSync(file, args, options);
}

/** @param {string} command @param {object} [options] @returns {Buffer|string} stdout */
function execSync(command, options) {
  return sync.execSync(command, normalizeExec(command, options).options);
}

module.exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
