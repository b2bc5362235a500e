'use strict';
// table(): columns by key, primitives under Values, maps with keys; anything else is logged.
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let out = '';
const { table } = new Console({ stdout: new Writable({ write(text, encoding, callback) { out += text; callback(); } }) });
table([{ a: 1 }, 2]);
assert.strictEqual(out, [
  '\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u252c\u2500\u2500\u2500\u252c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2510',
  '\u2502 (index) \u2502 a \u2502 Values \u2502',
  '\u251c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2524',
  '\u2502 0       \u2502 1 \u2502        \u2502',
  '\u2502 1       \u2502   \u2502 2      \u2502',
  '\u2514\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2518',
  '',
].join('\n'));
out = '';
table('text');
assert.strictEqual(out, 'text\n');
