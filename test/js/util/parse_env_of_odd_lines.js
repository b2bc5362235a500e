'use strict';
// util.parseEnv(): carriage returns, quotes that are not closed, names that are missing.

const assert = require('assert');
const { parseEnv } = require('util');

assert.deepStrictEqual(parseEnv('A=x\ry\r\nB="1\r\n2"'), { A: 'xy', B: '1\n2' });
assert.deepStrictEqual(parseEnv('A="a#b \nB=\'c # d'), { A: '"a#b ', B: '\'c # d' });
assert.deepStrictEqual(parseEnv('=x\nA=1\n=B=2'), { A: '1', B: '2' });
assert.deepStrictEqual(parseEnv('\ufeffA=1\nB=\u00a0x'), { '\ufeffA': '1', 'B': '\u00a0x' });
assert.deepStrictEqual(parseEnv('B=2\nA=1\nB=3'), { A: '1', B: '3' });
