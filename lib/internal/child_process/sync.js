'use strict';
// spawnSync and its kin: a program that is waited for on a loop of its own. Caller: lib/child_process.js.

const { codes: { ERR_INVALID_ARG_TYPE }, errnoException, genericNodeError } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { flatten, kPipe, normalizeStdio } = require('internal/child_process/stdio');
const { kMaxBuffer, nativeFlags, normalize, sanitizeKillSignal, validateMaxBuffer, validateTimeout } =
  require('internal/child_process/arguments');
const { signalName } = require('internal/child_process/child');
const { Buffer } = require('buffer');
const native = binding('child');

function toInput(input, name, encoding) {
  if (input == null) return undefined;
  if (typeof input === 'string') return Buffer.from(input, encoding);
  if (isArrayBufferView(input)) return Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (isAnyArrayBuffer(input)) return Buffer.from(input);
  throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

/**
 * @param {string} file @param {string[]|object} [args] @param {object} [options]
 * @returns {{pid: number, output: Array, stdout: unknown, stderr: unknown, status: number|null, signal: string|null,
 *   error?: Error}}
 */
function spawnSync(file, args, options) {
  const spec = { __proto__: null, maxBuffer: kMaxBuffer, ...normalize(file, args, options) };
  validateTimeout(spec.timeout);
  validateMaxBuffer(spec.maxBuffer);
  const killSignal = sanitizeKillSignal(spec.killSignal) ?? 15;
  const { list } = normalizeStdio(spec.stdio || 'pipe', true);
  for (let i = 0; i < list.length; i++) {
    if (list[i].kind !== kPipe) continue;
    const given = Array.isArray(spec.stdio) ? spec.stdio[i] : undefined;
    if (i === 0 && spec.input) list[i].handle = toInput(spec.input, 'options.stdio[0]', spec.encoding);
    else if (isArrayBufferView(given)) list[i].handle = toInput(given, `options.stdio[${i}]`);
  }
  return run(spec, list, killSignal);
}

function run(spec, list, killSignal) {
  const { 0: errno, 1: pid, 2: status, 3: signal, ...outputs } = native.spawnSync(
    spec.file, spec.args, spec.cwd == null ? undefined : `${spec.cwd}`, spec.envPairs, nativeFlags(spec),
    (spec.uid ?? 0) >>> 0, (spec.gid ?? 0) >>> 0, flatten(list), spec.timeout ?? 0,
    spec.maxBuffer ?? 0, killSignal);
  const started = pid !== 0;
  let output = null;
  if (started) {
    output = Object.values(outputs).map((bytes, i) => {
      if (bytes === null || i === 0) return null;
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return spec.encoding && spec.encoding !== 'buffer' ? buffer.toString(spec.encoding) : buffer;
    });
  }
  const result = {};
  if (errno !== 0) {
    const error = errnoException(errno, `spawnSync ${spec.file}`);
    error.path = spec.file;
    error.spawnargs = spec.args.slice(1);
    result.error = error;
  }
  result.status = started && !signal ? status : null;
  result.signal = signalName(signal);
  result.output = output;
  result.pid = pid;
  result.stdout = output ? output[1] : undefined;
  result.stderr = output ? output[2] : undefined;
  return result;
}

/** The error of a command that failed; undefined when it did not. */
function failureOf(result, args, command) {
  if (result.error) return Object.assign(result.error, result);
  if (result.status === 0) return undefined;
  let message = `Command failed: ${command || args.join(' ')}`;
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
  return genericNodeError(message, result);
}

function finish(result, stdio, args, command) {
  // What the program had to say goes to where ours goes, unless the caller took it.
  if (!stdio && result.stderr) process.stderr.write(result.stderr);
  const error = failureOf(result, args, command);
  if (error) throw error;
  return result.stdout;
}

/** @param {string} file @param {string[]} args @param {object} options */
function execFileSync(file, args, options) {
  return finish(spawnSync(file, args, options), options.stdio, [options.argv0 || file, ...args]);
}

/** @param {string} command @param {object} options with `shell` */
function execSync(command, options) {
  return finish(spawnSync(command, [], options), options.stdio, undefined, command);
}

module.exports = { execFileSync, execSync, spawnSync };
