'use strict';
// node:sqlite: values both ways, parameters by position and name, rows, errors, functions that SQL calls.
const assert = require('assert');
const { DatabaseSync, StatementSync } = require('node:sqlite');

const database = new DatabaseSync(':memory:');
database.exec('CREATE TABLE data(key INTEGER PRIMARY KEY, value)');
const insert = database.prepare('INSERT INTO data VALUES (?, ?)');
assert.ok(insert instanceof StatementSync);
for (const [key, value] of [[1, 'text'], [2, null], [3, 1.5], [4, 2n ** 40n], [5, new Uint8Array([1, 2])]]) {
  assert.deepStrictEqual(insert.run(key, value), { changes: 1, lastInsertRowid: key });
}
const values = database.prepare('SELECT value FROM data ORDER BY key').all().map((row) => row.value);
assert.deepStrictEqual(values, ['text', null, 1.5, 2 ** 40, new Uint8Array([1, 2])]);

const named = database.prepare('SELECT $a AS a, :b AS b, ? AS c');
assert.deepStrictEqual({ ...named.get({ a: 1, ':b': 2 }, 3) }, { a: 1, b: 2, c: 3 });
assert.throws(() => named.get({ unknown: 1 }), { code: 'ERR_INVALID_STATE' });
assert.throws(() => insert.run(6, undefined), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => insert.run(1, 'again'), { code: 'ERR_SQLITE_ERROR', errcode: 1555 });
assert.throws(() => database.exec('nonsense'), { code: 'ERR_SQLITE_ERROR', errcode: 1 });
assert.throws(() => database.prepare('SELECT 9007199254740993').get(), { code: 'ERR_OUT_OF_RANGE' });

const seen = [];
for (const { key } of database.prepare('SELECT key FROM data ORDER BY key').iterate()) {
  seen.push(key);
  if (key === 3) break;
}
assert.deepStrictEqual(seen, [1, 2, 3]);

database.function('twice', (x) => x * 2);
assert.strictEqual(database.prepare('SELECT twice(21) AS n').get().n, 42);
database.function('fails', () => { throw new RangeError('mine'); });
assert.throws(() => database.prepare('SELECT fails()').get(), new RangeError('mine'));
