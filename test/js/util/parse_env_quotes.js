'use strict';
// .env texts: comments, quotes, line breaks inside quotes, export, missing ends.
const assert = require('assert');
const { parseEnv } = require('util');

const text = 'A=1\n#c\nB="x y" # c\nC=\'q\\n\'\nD="a\\nb"\nexport E=5\nF=a#b\n G = h \nI="multi\nline"\nJ=\nK\n=5\nL="open\nM=1';
assert.deepStrictEqual(parseEnv(text), {
  A: '1', B: 'x y', C: 'q\\n', D: 'a\nb', E: '5', F: 'a', G: 'h', I: 'multi\nline', J: '', L: '"open', M: '1',
});
