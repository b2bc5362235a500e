'use strict';
// What the functions and properties of process do with values of every kind.
const util = require('util');
const VALUES = [undefined, null, '', 0, -1, NaN, 1.5, 2 ** 53, {}, [], Symbol('s'), 1n, () => {}, 'abc', '12', true];
function show(name, call) {
  try {
    console.log(name, '=>', util.inspect(call(), { depth: 0 }));
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}
process.removeAllListeners('warning');
process.finalization.register({}, () => {});
const FUNCTIONS = ['chdir', 'cpuUsage', 'threadCpuUsage', 'setUncaughtExceptionCaptureCallback', 'getBuiltinModule', 'ref',
                   'unref', 'setSourceMapsEnabled', 'emitWarning', 'binding', '_linkedBinding', 'loadEnvFile'];
for (const value of VALUES) {
  const label = util.inspect(value);
  for (const name of FUNCTIONS) {
    if (value === undefined && name.endsWith('Usage')) continue;
    if (name === 'loadEnvFile' && value === 0) continue;
    show(`${name}(${label})`, () => (name.endsWith('Usage') && !value ? 'usage' : process[name](value)));
    process.setUncaughtExceptionCaptureCallback(null);
  }
  if (value && !Number.isNaN(value)) show(`kill(pid, ${label})`, () => (value === '12' ? '' : process.kill(process.pid, value)));
  show(`cpuUsage({ user: ${label} })`, () => Object.keys(process.cpuUsage({ user: value, system: 0 })));
  show(`exitCode = ${label}`, () => { process.exitCode = value; return process.exitCode; });
  process.exitCode = undefined;
  show(`debugPort = ${label}`, () => { process.debugPort = value; return process.debugPort; });
  show(`hrtime([${label}])`, () => process.hrtime([value]).length);
  show(`emitWarning('x', ${label})`, () => process.emitWarning('x', value));
  show(`emitWarning('x', 'T', ${label})`, () => process.emitWarning('x', 'T', value));
  show(`finalization.register(${label})`, () => process.finalization.register(value, () => {}));
  show(`finalization.unregister(${label})`, () => process.finalization.unregister(value));
  for (const name of ['compact', 'signal', 'reportOnSignal', 'excludeEnv']) {
    const before = process.report[name];
    show(`report.${name} = ${label}`, () => { process.report[name] = value; return process.report[name]; });
    process.report[name] = before;
  }
  show(`execve('/x', ${label})`, () => (value === undefined || Array.isArray(value) ? '' : process.execve('/x', value)));
}
process.removeAllListeners('exit');
process.exitCode = 0;
