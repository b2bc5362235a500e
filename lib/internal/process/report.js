'use strict';
// process.report: the settings exist, making a report is not implemented.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const report = {
  writeReport() { throw new ERR_METHOD_NOT_IMPLEMENTED('process.report.writeReport()'); },
  getReport() { throw new ERR_METHOD_NOT_IMPLEMENTED('process.report.getReport()'); },
  directory: '',
  filename: '',
  compact: false,
  excludeNetwork: false,
  signal: 'SIGUSR2',
  reportOnFatalError: false,
  reportOnSignal: false,
  reportOnUncaughtException: false,
  excludeEnv: false,
};

module.exports = { report };
