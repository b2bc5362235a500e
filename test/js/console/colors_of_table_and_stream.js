'use strict';
// The iteration index of a table is shown as a value is; any true isTTY makes the colors; countReset() takes its label as it is.
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

delete process.env.FORCE_COLOR;
function makeConsole(isTTY, options) {
  const stdout = new Writable({ write(chunk, encoding, callback) { stdout.text += chunk; callback(); } });
  stdout.text = '';
  stdout.isTTY = isTTY;
  return { stdout, console: new Console({ stdout, ...options }) };
}

const colored = makeConsole(1);
colored.console.table(new Set(['a']));
assert.ok(colored.stdout.text.includes('\u001b[33m0\u001b[39m'));
assert.ok(colored.stdout.text.includes("\u001b[32m'a'\u001b[39m"));

const plain = makeConsole(0);
plain.console.table(new Map([['k', 1]]));
assert.ok(!plain.stdout.text.includes('\u001b'));

const counting = makeConsole(false);
let warnings = 0;
process.on('warning', (warning) => {
  warnings++;
  assert.strictEqual(warning.message, "Count for '5' does not exist");
});
counting.console.count(5);
counting.console.countReset(5);
counting.console.count(5);
counting.console.countReset('5');
counting.console.count(5);
assert.strictEqual(counting.stdout.text, '5: 1\n5: 2\n5: 1\n');
process.on('exit', () => assert.strictEqual(warnings, 1));
