'use strict';
// parseArgs: groups of short options, inline values, the terminator, errors of strict mode.
const assert = require('assert');
const { parseArgs } = require('util');

const options = { f: { type: 'boolean', short: 'f' }, bar: { type: 'string', short: 'b' } };
const { values, positionals, tokens } = parseArgs({
  args: ['-fb', 'x', '--', '--bar'], options, allowPositionals: true, tokens: true,
});
assert.deepStrictEqual({ ...values }, { f: true, bar: 'x' });
assert.deepStrictEqual(positionals, ['--bar']);
assert.deepStrictEqual(tokens.map(({ kind, index }) => [kind, index]), [
  ['option', 0], ['option', 0], ['option-terminator', 2], ['positional', 3],
]);
assert.throws(() => parseArgs({ args: ['--nope'], options }), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
assert.throws(() => parseArgs({ args: ['--bar', '-f'], options }), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
assert.throws(() => parseArgs({ args: ['x'], options }), { code: 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' });
assert.deepStrictEqual({ ...parseArgs({ args: ['--no-f'], options, allowNegative: true }).values }, { f: false });
