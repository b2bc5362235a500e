'use strict';
// Errors of system calls, and the SystemError classes of the codes that wrap one.
// Callers: internal/errors (which re-exports the functions), loaded when the first such error is made.
// Shapes: a system error has errno (negative number), code ('ENOENT'), syscall, and where they apply path, dest,
// address, port. Their order is that of Node. The errno table is libuv's, from binding('uv').

const { layerOf } = require('internal/errors');

let errmap;
/** @returns {Map<number, [string, string]>} errno (negative) -> [name, message] */
function getErrorMap() {
  errmap ??= binding('uv').getErrorMap();
  return errmap;
}

const UNKNOWN = ['UNKNOWN', 'unknown error'];

/** 'ENOENT' for -2; 'Unknown system error -9999' when libuv has no name for it. */
function errorName(errno) {
  return getErrorMap().get(errno)?.[0] ?? `Unknown system error ${errno}`;
}

/**
 * The error of a failed file-like call: `ENOENT: no such file or directory, open 'x' -> 'y'`.
 * @param {{errno: number, code?: string, syscall: string, message?: string, path?: string|Uint8Array,
 *   dest?: string|Uint8Array, address?: string, port?: number}} context
 * @returns {Error}
 */
function uvException(context) {
  const { 0: name, 1: known } = getErrorMap().get(context.errno) ?? UNKNOWN;
  const code = context.code ?? name;
  const path = context.path === undefined ? undefined : context.path.toString();
  const dest = context.dest === undefined ? undefined : context.dest.toString();
  let message = `${code}: ${context.message || known}, ${context.syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;

  const error = new Error(message);
  error.errno = context.errno;
  error.code = code;
  error.syscall = context.syscall;
  for (const key of Object.keys(context)) {
    if (key !== 'message' && !Object.hasOwn(error, key)) error[key] = context[key];
  }
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/**
 * `syscall CODE original`.
 * @param {number} errno negative
 * @param {string} syscall
 * @param {string} [original] more text
 */
function errnoException(errno, syscall, original) {
  const code = errorName(errno);
  const error = new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  return error;
}

/**
 * `connect ECONNREFUSED 127.0.0.1:1 - Local (...)`.
 * @param {number} errno negative
 * @param {string} syscall
 * @param {string} address host, or the path of a pipe
 * @param {number} [port]
 * @param {string} [additional]
 */
function exceptionWithHostPort(errno, syscall, address, port, additional) {
  const code = errorName(errno);
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  if (additional) details += ` - Local (${additional})`;
  const error = new Error(`${syscall} ${code}${details}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

/**
 * `getaddrinfo ENOTFOUND name`. libuv's EAI_* codes of an unknown name read as ENOTFOUND.
 * @param {number|string} code a negative errno, or c-ares's name of the failure
 * @param {string} syscall
 * @param {string} [hostname]
 */
function dnsException(code, syscall, hostname) {
  let errno;
  if (typeof code === 'number') {
    errno = code;
    code = errorName(code);
    if (code === 'EAI_NODATA' || code === 'EAI_NONAME') code = 'ENOTFOUND';
  }
  const error = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  return error;
}

function systemMessage(prefix, context) {
  let message = `${prefix}: ${context.syscall} returned ${context.code} (${context.message})`;
  if (context.path !== undefined) message += ` ${context.path}`;
  if (context.dest !== undefined) message += ` => ${context.dest}`;
  return message;
}

// err.errno and the like read and write the context in err.info.
function defineForwarded(error, context, key, convert) {
  Object.defineProperty(error, key, {
    __proto__: null,
    get() { return convert ? context[key]?.toString() : context[key]; },
    set(value) { context[key] = convert && value !== undefined ? Buffer.from(value.toString()) : value; },
    enumerable: true,
    configurable: true,
  });
}

/**
 * An error whose `info` is the context of a failed system call.
 * Shape of context: {errno, code, syscall, message, path?, dest?}.
 */
class SystemError extends layerOf(Error) {
  constructor(code, prefix, context) {
    super();
    this.code = code;
    const define = (key, value, writable) => Object.defineProperty(this, key, {
      __proto__: null, value, writable, enumerable: key === 'info', configurable: true,
    });
    define('name', 'SystemError', true);
    define('message', systemMessage(prefix, context), true);
    define('info', context, false);
    defineForwarded(this, context, 'errno', false);
    defineForwarded(this, context, 'syscall', false);
    if (context.path !== undefined) defineForwarded(this, context, 'path', true);
    if (context.dest !== undefined) defineForwarded(this, context, 'dest', true);
  }

  // The context is shown by its values.
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return inspect(this, { ...options, getters: true, customInspect: false });
  }
}

/** @param {string} code @param {string} prefix the table's message */
function makeSystemErrorClass(code, prefix) {
  return class NodeError extends SystemError {
    constructor(context) {
      super(code, prefix, context);
    }
  };
}

module.exports = {
  dnsException,
  errnoException,
  errorName,
  exceptionWithHostPort,
  getErrorMap,
  makeSystemErrorClass,
  SystemError,
  uvException,
};
