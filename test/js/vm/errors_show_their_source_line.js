'use strict';
// The stack of an error that vm code throws begins with the place and the source line (displayErrors).
const assert = require('assert');
const vm = require('vm');

assert.throws(() => new vm.Script('let x = ;', { filename: 'bad.js' }), (error) => {
  assert.match(error.stack, /^bad\.js:1\nlet x = ;\n {8}\^\n\nSyntaxError: Unexpected token ';'/);
  return true;
});
assert.throws(() => vm.runInThisContext('  throw new Error("x")', { filename: 'thrown.js', lineOffset: 4 }), (error) => {
  assert.match(error.stack, /^thrown\.js:5\n {2}throw new Error\("x"\)\n {2}\^\n\nError: x/);
  return true;
});
assert.throws(() => vm.runInThisContext('throw new Error("x")', { displayErrors: false }), (error) => {
  assert.match(error.stack, /^Error: x/);
  return true;
});
