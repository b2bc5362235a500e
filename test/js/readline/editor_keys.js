'use strict';
// Editing keys change line and cursor; killed text comes back with ctrl+y, undo takes an edit back.
const assert = require('assert');
const readline = require('readline');
const { PassThrough, Writable } = require('stream');

const input = new PassThrough();
const output = new Writable({ write(chunk, encoding, cb) { cb(); } });
const rl = readline.createInterface({ input, output, terminal: true });
const lines = [];
rl.on('line', (line) => lines.push(line));
const state = () => [rl.line, rl.cursor];

const steps = [
  ['hello world', 'hello world', 11],
  ['\x1bb', 'hello world', 6],          // meta+b
  ['\x0b', 'hello ', 6],                // ctrl+k
  ['\x01', 'hello ', 0],                // ctrl+a
  ['\x19', 'worldhello ', 5],           // ctrl+y
  ['\x1f', 'hello ', 0],                // undo
  ['\x1b[F', 'hello ', 6],              // end
  ['\x17', '', 0],                      // ctrl+w
  ['\u{1f600}x', '\u{1f600}x', 3],
  ['\x1b[D\x1b[D', '\u{1f600}x', 0],
  ['\x1b[3~', 'x', 0],                  // delete takes the whole character
];
(function next(i) {
  if (i === steps.length) {
    input.write('\r');
    setImmediate(() => {
      assert.deepStrictEqual(lines, ['x']);
      assert.deepStrictEqual(rl.history, ['x']);
      rl.close();
    });
    return;
  }
  const [keys, line, cursor] = steps[i];
  input.write(keys);
  setImmediate(() => {
    assert.deepStrictEqual(state(), [line, cursor], JSON.stringify(keys));
    next(i + 1);
  });
})(0);
