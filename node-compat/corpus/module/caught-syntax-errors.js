'use strict';
// What the stack of a SyntaxError begins with when the program catches it.
const fs = require('fs');
const vm = require('vm');

fs.writeFileSync('bad.js', 'const fine = 1;\nlet a = ;\n');
fs.writeFileSync('bad.json', '{ "a": }');
const calls = {
  'require': () => require(`${process.cwd()}/bad.js`),
  'require of JSON': () => require(`${process.cwd()}/bad.json`),
  'vm.Script': () => new vm.Script('let a = ;', 'script.js'),
  'vm.runInThisContext': () => vm.runInThisContext('throw new Error("thrown")', 'thrown.js'),
  'vm without display': () => vm.runInThisContext('throw new Error("thrown")', { filename: 'thrown.js', displayErrors: false }),
  'vm.compileFunction': () => vm.compileFunction('let a = ;', [], { filename: 'function.js' }),
  'eval': () => eval('let a = ;'),
};
for (const [name, call] of Object.entries(calls)) {
  try {
    call();
  } catch (error) {
    const lines = error.stack.split('\n');
    const end = lines.findIndex((line) => line.startsWith('    at '));
    console.log(name, lines.slice(0, end), Object.keys(error), error.stack.includes(__filename));
  }
}
