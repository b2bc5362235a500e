'use strict';
// What the program's last words are for values that are no errors.
const assert = require('assert');
const { spawnSync } = require('child_process');

function lastWords(source) {
  const { stderr, status } = spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' });
  assert.strictEqual(status, 1);
  return stderr;
}
assert.match(lastWords('throw { a: 1 }'), /\n\{ a: 1 \}\n\nNode\.js v/);
assert.match(lastWords('throw 5'), /\n5\n\(Use `.* --trace-uncaught \.\.\.` to show where the exception was thrown\)\n/);
assert.match(lastWords('Promise.reject(new (class Foo {})())'), /The promise rejected with the reason "#<Foo>"\./);
