'use strict';
// process.report: diagnostic reports (Node's documentation, "Diagnostic report"). The settings, when a report is made, and
// where it goes; internal/process/report_content says what stands in it. A report on a fatal error of V8 is not made.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { checkPermission } = require('internal/permission/check');
const { validateBoolean, validateObject, validateSignalName, validateString } = require('internal/validators');

const settings = {
  directory: getOptionValue('--report-dir') || '',
  filename: getOptionValue('--report-filename') || '',
  compact: getOptionValue('--report-compact') === true,
  excludeNetwork: getOptionValue('--report-exclude-network') === true,
  signal: getOptionValue('--report-signal') || 'SIGUSR2',
  reportOnFatalError: getOptionValue('--report-on-fatalerror') === true,
  reportOnSignal: false,
  reportOnUncaughtException: getOptionValue('--report-uncaught-exception') === true,
  excludeEnv: getOptionValue('--report-exclude-env') === true,
};
let sequence = 0;

function defaultName() {
  const pad = (value, width = 2) => `${value}`.padStart(width, '0');
  const now = new Date();
  const day = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`;
  const time = `${pad(now.getHours())}${pad(now.getMinutes())}${pad(now.getSeconds())}`;
  const { threadId } = require('worker_threads');
  return `report.${day}.${time}.${process.pid}.${threadId}.${pad(++sequence, 3)}.json`;
}

function makeContent(event, trigger, filename, error) {
  const { reportContent } = require('internal/process/report_content');
  return reportContent({ event, trigger, filename, error, ...settings });
}

/** Writes a report; the file's name, or '' when it could not be written. */
function write(event, trigger, file, error) {
  const runtime = binding('runtime');
  const name = file || settings.filename || defaultName();
  const text = `${JSON.stringify(makeContent(event, trigger, name, error), null, settings.compact ? 0 : 2)}\n`;
  if (name === 'stdout' || name === 'stderr') {
    require('fs').writeSync(name === 'stdout' ? 1 : 2, text);
    if (name === 'stdout') runtime.writeStderr('\nNode.js report completed\n');
    return name;
  }
  const directory = settings.directory || getOptionValue('--diagnostic-dir') || '';
  const place = directory ? `${directory}/` : '';
  if (!file) checkPermission('FileSystemWrite', process.cwd(), false);
  checkPermission('FileSystemWrite', `${place}${name}`, false);
  try {
    require('fs').writeFileSync(`${place}${name}`, text);
  } catch (failure) {
    const where = directory ? ` directory: ${directory}` : '';
    runtime.writeStderr(`\nFailed to open Node.js report file: ${name}${where} (errno: ${-failure.errno})\n`);
    return '';
  }
  runtime.writeStderr(`\nWriting Node.js report to file: ${name}\n`);
  runtime.writeStderr('Node.js report completed\n');
  return name;
}

function onSignal(name) {
  write('Signal', name, '', undefined);
}

let listening;  // the signal that is listened to

function listen() {
  const wanted = settings.reportOnSignal ? settings.signal : undefined;
  if (wanted === listening) return;
  if (listening !== undefined) process.removeListener(listening, onSignal);
  listening = wanted;
  if (wanted !== undefined) process.on(wanted, onSignal);
}

/** An error that ends the program: reports it if that is wanted. Caller: internal/process/uncaught. */
function onUncaught(error) {
  if (settings.reportOnUncaughtException) write('Exception', 'Exception', '', error);
}

const SETTERS = {
  directory: (value) => validateString(value, 'directory'),
  filename: (value) => validateString(value, 'filename'),
  compact: (value) => validateBoolean(value, 'compact'),
  excludeNetwork: (value) => validateBoolean(value, 'excludeNetwork'),
  signal(value) {
    validateString(value, 'signal');
    validateSignalName(value);
  },
  reportOnFatalError: (value) => validateBoolean(value, 'trigger'),
  reportOnSignal: (value) => validateBoolean(value, 'trigger'),
  reportOnUncaughtException: (value) => validateBoolean(value, 'trigger'),
  excludeEnv: (value) => validateBoolean(value, 'excludeEnv'),
};

const report = {
  /** @param {string|Error} [file] @param {Error} [err] @returns {string} the file's name */
  writeReport(file, err) {
    if (typeof file === 'object' && file !== null) {
      err = file;
      file = undefined;
    } else if (file !== undefined) {
      validateString(file, 'file');
    }
    if (err !== undefined) checkError(err);
    return write('JavaScript API', 'API', file, err);
  },
  /** @param {Error} [err] @returns {object} */
  getReport(err) {
    if (err !== undefined) checkError(err);
    return makeContent('JavaScript API', 'GetReport', null, err);
  },
};

function checkError(err) {
  if (err === null) throw new ERR_INVALID_ARG_TYPE('err', 'Object', err);
  validateObject(err, 'err');
}

for (const name of Object.keys(SETTERS)) {
  const get = { [name]() { return settings[name]; } }[name];
  const set = {
    [name](value) {
      SETTERS[name](value);
      settings[name] = value;
      if (name === 'signal' || name === 'reportOnSignal') listen();
    },
  }[name];
  Object.defineProperty(get, 'name', { __proto__: null, value: `get ${name}` });
  Object.defineProperty(set, 'name', { __proto__: null, value: `set ${name}` });
  Object.defineProperty(report, name, { __proto__: null, get, set, enumerable: true, configurable: true });
}

if (getOptionValue('--report-on-signal') === true) report.reportOnSignal = true;

module.exports = { onUncaught, report };
