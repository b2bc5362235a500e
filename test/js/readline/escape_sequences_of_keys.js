'use strict';

// keypress: a doubled ESC before a sequence is no meta key, a modifier is one digit, ESC O takes any character.

const assert = require('assert');
const readline = require('readline');
const { PassThrough } = require('stream');

function keysOf(text) {
  const input = new PassThrough();
  const keys = [];
  readline.emitKeypressEvents(input);
  input.on('keypress', (char, { name, ctrl, meta, shift, code }) => keys.push([name, ctrl, meta, shift, code]));
  input.emit('data', Buffer.from(text));
  return keys;
}

assert.deepStrictEqual(keysOf('\x1b\x1b[C'), [['right', false, false, false, '[C']]);
assert.deepStrictEqual(keysOf('\x1b\x1b[1;5C'), [['right', true, false, false, '[C']]);
assert.deepStrictEqual(keysOf('\x1b\x1ba'), [['a', false, true, false, undefined]]);
assert.deepStrictEqual(keysOf('\x1b[1;10A'), [['undefined', false, false, false, '[1;10'], ['a', false, false, true, undefined]]);
assert.deepStrictEqual(keysOf('\x1b[;x'), [['undefined', false, false, false, '[;x']]);
assert.deepStrictEqual(keysOf('\x1bO99'), [['undefined', false, true, false, 'O9']]);
