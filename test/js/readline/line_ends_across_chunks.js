'use strict';
// A \r\n that is cut between two chunks ends one line; the last line needs no end.
const assert = require('assert');
const readline = require('readline');
const { PassThrough } = require('stream');

const input = new PassThrough();
const rl = readline.createInterface({ input, crlfDelay: Infinity });
const lines = [];
rl.on('line', (line) => lines.push(line));
rl.on('close', () => assert.deepStrictEqual(lines, ['a', 'b', '', 'c\u20ac', 'd', 'e']));
for (const chunk of ['a\r', '\nb\n\nc', Buffer.from([0xe2, 0x82]), Buffer.from([0xac]), '\r', 'd\u2028e']) input.write(chunk);
input.end();
