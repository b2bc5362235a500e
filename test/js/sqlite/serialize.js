'use strict';
// serialize and deserialize; statements end with the content that they were made for. limits and iterators besides.
const assert = require('assert');
const { DatabaseSync } = require('node:sqlite');

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t(v); INSERT INTO t VALUES (1), (2)');
const bytes = db.serialize();
assert.ok(bytes instanceof Uint8Array);

const copy = new DatabaseSync(':memory:');
const before = copy.prepare('SELECT 1');
copy.deserialize(bytes);
assert.throws(() => before.get(), { code: 'ERR_INVALID_STATE' });
assert.strictEqual(copy.prepare('SELECT count(*) AS n FROM t').get().n, 2);
assert.throws(() => copy.deserialize(new Uint8Array(0)), { code: 'ERR_INVALID_ARG_VALUE' });

const statement = copy.prepare('SELECT v FROM t');
const rows = statement.iterate();
rows.next();
statement.get();
assert.throws(() => rows.next(), { code: 'ERR_INVALID_STATE', message: 'iterator was invalidated' });

assert.strictEqual(Object.keys(copy.limits).length, 11);
copy.limits.attach = 0;
assert.strictEqual(copy.limits.attach, 0);
assert.throws(() => { copy.limits.attach = -1; }, { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => copy.exec("ATTACH ':memory:' AS other"), { code: 'ERR_SQLITE_ERROR' });
