'use strict';
// node:sqlite: use after close, and what a function may not do to the statement or the connection that calls it (Node
// 24.21.0 crashes there).
const assert = require('assert');
const { DatabaseSync } = require('node:sqlite');

const database = new DatabaseSync(':memory:');
let inner;
database.function('f', () => {
  inner = [];
  for (const misuse of [() => database.close(), () => statement.get(), () => statement.all()]) {
    try { misuse(); } catch (error) { inner.push(error.code); }
  }
  return database.prepare('SELECT 7 AS n').get().n;
});
const statement = database.prepare('SELECT f() AS r');
assert.strictEqual(statement.get().r, 7);
assert.deepStrictEqual(inner, ['ERR_INVALID_STATE', 'ERR_INVALID_STATE', 'ERR_INVALID_STATE']);
database.close();
for (const use of [() => statement.get(), () => statement.iterate().next(), () => statement.columns(), () => statement.sourceSQL,
                   () => database.exec('SELECT 1'), () => database.prepare('SELECT 1'), () => database.close()]) {
  assert.throws(use, { code: 'ERR_INVALID_STATE' });
}
assert.strictEqual(database.isOpen, false);
assert.throws(() => new DatabaseSync('/nonexistent/file.db'), { code: 'ERR_SQLITE_ERROR', errcode: 14 });

// The iterator of a closed connection.
const other = new DatabaseSync(':memory:');
const rows = other.prepare('SELECT 1 UNION SELECT 2').iterate();
rows.next();
other.close();
assert.throws(() => rows.next(), { code: 'ERR_INVALID_STATE' });
