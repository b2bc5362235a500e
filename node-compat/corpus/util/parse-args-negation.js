'use strict';
// parseArgs with allowNegative.
const { parseArgs } = require('util');
const options = { color: { type: 'boolean' }, name: { type: 'string' }, 'no-x': { type: 'boolean' }, list: { type: 'boolean', multiple: true } };
for (const arg of ['--no-color', '--no-color=x', '--no-name', '--no-x', '--no-no-x', '--no-other', '--no-other=1', '--no-list', '--no-']) {
  for (const strict of [true, false]) {
    try {
      console.log(arg, strict, JSON.stringify(parseArgs({ args: [arg], options, strict, allowNegative: true, tokens: true })));
    } catch (error) {
      console.log(arg, strict, error.code, error.message);
    }
  }
}
