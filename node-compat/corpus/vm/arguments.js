'use strict';
// vm's functions and values of every kind; what a Script shows.
const vm = require('vm');
const util = require('util');
const VALUES = [undefined, null, '', 0, -1, NaN, {}, [], Symbol('s'), 1n, () => {}, 'abc', true];
function show(name, call) {
  try {
    console.log(name, '=>', util.inspect(call(), { depth: 0 }));
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}
for (const value of VALUES) {
  const label = util.inspect(value);
  show(`createContext ${label}`, () => typeof vm.createContext(value));
  show(`isContext ${label}`, () => vm.isContext(value));
  show(`runInContext ${label}`, () => vm.runInContext('1', value));
  show(`script.runInContext ${label}`, () => new vm.Script('1').runInContext(value));
  show(`runInNewContext ${label}`, () => vm.runInNewContext('1', value));
  show(`runInNewContext options ${label}`, () => vm.runInNewContext('1', {}, value));
  show(`runInThisContext options ${label}`, () => vm.runInThisContext('1', value));
  for (const name of ['filename', 'lineOffset', 'cachedData', 'produceCachedData', 'importModuleDynamically']) {
    show(`Script ${name} ${label}`, () => typeof new vm.Script('1', { [name]: value }));
  }
  for (const name of ['timeout', 'displayErrors', 'breakOnSigint']) {
    show(`run ${name} ${label}`, () => vm.runInThisContext('1', { [name]: value }));
  }
  for (const name of ['name', 'origin', 'microtaskMode', 'codeGeneration']) {
    show(`createContext ${name} ${label}`, () => typeof vm.createContext({}, { [name]: value }));
  }
}
console.log(new vm.Script('1\n//# sourceURL=foo.js\n//# sourceMappingURL=a.map'));
console.log(Object.keys(new vm.Script('1', { produceCachedData: true })), Object.keys(new vm.Script('1', { cachedData: Buffer.alloc(3) })));
