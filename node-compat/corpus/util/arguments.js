'use strict';
// util's functions and values of every kind.
const util = require('util');
const VALUES = [undefined, null, '', 0, -1, NaN, 1.5, {}, [], Symbol('s'), 1n, () => {}, 'abc', true, new Date(0)];
function show(name, call) {
  try {
    console.log(name, '=>', util.inspect(call(), { depth: 0 }));
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}
process.removeAllListeners('warning');
const FUNCTIONS = ['promisify', 'callbackify', 'debuglog', 'inherits', 'parseEnv', 'stripVTControlCharacters', 'styleText',
                   'getSystemErrorName', 'getSystemErrorMessage', 'transferableAbortSignal', 'diff',
                   'convertProcessSignalToExitCode'];
for (const value of VALUES) {
  const label = util.inspect(value);
  for (const name of FUNCTIONS) show(`${name}(${label})`, () => util[name](value));
  show(`styleText text ${label}`, () => util.styleText('red', value));
  show(`styleText validateStream ${label}`, () => util.styleText('red', 'x', { validateStream: value }));
  show(`styleText stream ${label}`, () => util.styleText('red', 'x', { stream: value }));
  show(`deprecate code ${label}`, () => util.deprecate(() => {}, 'm', value));
  show(`getCallSites ${label}`, () => util.getCallSites({ sourceMap: value }).length);
  show(`TextDecoder ${label}`, () => new TextDecoder(value).encoding);
  show(`TextDecoder options ${label}`, () => new TextDecoder('utf-8', value).fatal);
  show(`decode ${label}`, () => new TextDecoder().decode(value));
  show(`encodeInto ${label}`, () => new TextEncoder().encodeInto('a', value));
  util.aborted(value, {}).catch((error) => console.log('aborted signal', label, error.name, error.code, error.message));
  util.aborted(new AbortController().signal, value).catch((error) => console.log('aborted resource', label, error.message));
}
const controller = new AbortController();
util.aborted(controller.signal, {}).then((event) => console.log('aborted by', event.type));
controller.abort();
