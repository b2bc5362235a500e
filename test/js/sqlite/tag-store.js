'use strict';
// createTagStore: statements by template literal, the least recently used of which are forgotten.
const assert = require('assert');
const { DatabaseSync } = require('node:sqlite');

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t(id, name)');
const sql = db.createTagStore(2);
assert.strictEqual(sql.run`INSERT INTO t VALUES (${1}, ${'a'})`.changes, 1);
assert.strictEqual(sql.get`SELECT name FROM t WHERE id = ${1}`.name, 'a');
assert.deepStrictEqual(sql.all`SELECT id FROM t`.map((row) => row.id), [1]);
assert.strictEqual([...sql.iterate`SELECT id FROM t`].length, 1);
assert.deepStrictEqual([sql.size, sql.capacity, sql.db === db], [2, 2, true]);
sql.clear();
assert.strictEqual(sql.size, 0);
assert.throws(() => sql.get('SELECT 1'), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => db.createTagStore(0), { code: 'ERR_OUT_OF_RANGE' });
