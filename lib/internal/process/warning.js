'use strict';
// process.emitWarning() and the printing of warnings. Callers: per_process.js (installs), all of lib/ by way of process.
// Rule: a warning is emitted in the next tick, so that a handler may still be added after the call that warns.

const { codes: { ERR_INVALID_ARG_TYPE }, hideFrom } = require('internal/errors');
const { validateString } = require('internal/validators');
const { atStart } = require('internal/at_start');
const { getOptionValue } = require('internal/options');

/**
 * @param {string|Error} warning
 * @param {string|{type?: string, code?: string, detail?: string, ctor?: Function}|Function} [type]
 * @param {string|Function} [code]
 * @param {Function} [ctor] frames above this function are left out of the stack
 */
function emitWarning(warning, type, code, ctor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor, code, detail } = type);
    if (typeof detail !== 'string') detail = undefined;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  if (typeof warning === 'string') {
    warning = createWarning(warning, type, code, ctor, detail);
  } else if (!(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => { throw warning; });
      return;
    }
  }
  process.nextTick(deliver, warning);
}

function createWarning(message, type, code, ctor, detail) {
  const warning = new Error(message);
  warning.name = String(type || 'Warning');
  if (code) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  return hideFrom(ctor || process.emitWarning, warning);
}

/** Prints a warning at once, for what comes right before the program's end. */
function emitWarningSync(text) {
  if (getOptionValue('--warnings') === false || process.env.NODE_NO_WARNINGS === '1') return;
  onWarning(createWarning(text));
}

function deliver(warning) {
  process.emit('warning', warning);
}

let hinted = false;
let disabled;

function describe(warning) {
  try {
    return `${warning.toString()}`;
  } catch {
    return Error.prototype.toString.call(warning);
  }
}

function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  disabled ??= new Set(getOptionValue('--disable-warning') ?? []);
  if ((warning.code && disabled.has(warning.code)) || (warning.name && disabled.has(warning.name))) return;
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation) return;
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  let text = `(${process.release.name}:${process.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  text += trace && warning.stack ? `${warning.stack}` : describe(warning);
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !hinted) {
    const option = isDeprecation ? '--trace-deprecation' : '--trace-warnings';
    const program = require('path').basename(process.argv0 || 'phasor');
    text += `\n(Use \`${program} ${option} ...\` to show where the warning was created)`;
    hinted = true;
  }
  write(text);
}

function write(text) {
  const file = getOptionValue('--redirect-warnings') || process.env.NODE_REDIRECT_WARNINGS;
  if (file) {
    try {
      require('fs').appendFileSync(file, `${text}\n`);
      return;
    } catch {
      // An unwritable file must not hide the warning.
    }
  }
  process.stderr.write(`${text}\n`);
}

function install(target) {
  target.emitWarning = emitWarning;
  atStart(() => applyOptions(target));
}

function applyOptions(target) {
  if (getOptionValue('--warnings') !== false && target.env.NODE_NO_WARNINGS !== '1') target.on('warning', onWarning);
  const flags = {
    noDeprecation: getOptionValue('--deprecation') === false,
    throwDeprecation: getOptionValue('--throw-deprecation'),
    traceDeprecation: getOptionValue('--trace-deprecation'),
    traceProcessWarnings: getOptionValue('--trace-warnings'),
    noProcessWarnings: getOptionValue('--warnings') === false,
  };
  for (const name of Object.keys(flags)) {
    if (flags[name]) {
      Object.defineProperty(target, name, {
        __proto__: null, value: true, writable: false, enumerable: true, configurable: true,
      });
    }
  }
}

module.exports = { emitWarning, emitWarningSync, install, onWarning };
