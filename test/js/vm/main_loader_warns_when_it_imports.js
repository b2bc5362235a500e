'use strict';
// The warning of USE_MAIN_CONTEXT_DEFAULT_LOADER comes with the first import(), not with the option.
const assert = require('assert');
const vm = require('vm');

const warnings = [];
process.on('warning', ({ message }) => warnings.push(message));
const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
new vm.Script('1', { importModuleDynamically });
vm.compileFunction('1', [], { importModuleDynamically });
vm.createContext({}, { importModuleDynamically });
setImmediate(async () => {
  assert.deepStrictEqual(warnings, []);
  await new vm.Script('import("fs")', { importModuleDynamically }).runInThisContext();
  setImmediate(() => assert.match(warnings[0], /USE_MAIN_CONTEXT_DEFAULT_LOADER/));
});
