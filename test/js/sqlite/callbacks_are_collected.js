'use strict';
// A function that refers to its own database does not keep it for ever, and is there as long as a statement may call it.
const assert = require('assert');
const { DatabaseSync } = require('node:sqlite');
const { setImmediate: turn } = require('timers/promises');
const v8 = require('v8');
const vm = require('vm');

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

const made = [];
function make() {
  const database = new DatabaseSync(':memory:');
  database.setAuthorizer(() => (database.isOpen ? 0 : 1));
  database.function('twice', (value) => (database.isOpen ? value * 2 : 0));
  database.aggregate('total2', { start: () => (database.isOpen ? 0 : 1), step: (sum, value) => sum + value, result: (sum) => sum + 1 });
  made.push(new WeakRef(database));
  return database.prepare('SELECT twice(4) AS a, total2(value) AS b FROM json_each(\'[1,2,3]\')');
}

(async () => {
  const statement = make();
  for (let i = 0; i < 20; ++i) make();
  for (let i = 0; i < 20 && made.slice(1).some((ref) => ref.deref() !== undefined); ++i) {
    gc();
    await turn();
  }
  const left = made.slice(1).filter((ref) => ref.deref() !== undefined).length;
  assert.ok(left <= 1, `${left} databases are left`);
  assert.deepStrictEqual({ ...statement.get() }, { a: 8, b: 7 });
})();
