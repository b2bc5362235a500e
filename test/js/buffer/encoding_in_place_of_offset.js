'use strict';
// fill(), indexOf() and transcode() where an encoding stands in an offset's place, or none is given.
const assert = require('assert');
const { transcode } = require('buffer');

assert.strictEqual(Buffer.alloc(4).fill('61', undefined, undefined, 'hex').toString(), '6161');
assert.strictEqual(Buffer.alloc(4).fill('61', 'hex').toString(), 'aaaa');
assert.strictEqual(Buffer.alloc(4).fill('61', 0, 4, 'hex').toString(), 'aaaa');

const text = Buffer.from('abcabc');
assert.strictEqual(text.indexOf('62', 'hex', 'ucs2'), 1);
assert.strictEqual(text.lastIndexOf('b', 'utf8', 'nope'), 4);
assert.strictEqual(text.includes(Buffer.from('c'), '1', 'ucs2'), true);
assert.strictEqual(Buffer.from('ab').lastIndexOf(Buffer.from('abc'), undefined, 'ucs2'), -1);
assert.throws(() => text.indexOf('b', 'nope'), { code: 'ERR_UNKNOWN_ENCODING' });

assert.strictEqual(transcode(Buffer.from('\u00e9'), undefined, 'latin1').toString('hex'), 'e9');
assert.strictEqual(transcode(Buffer.from('\u00e9', 'latin1'), 'latin1').toString(), '\u00e9');
