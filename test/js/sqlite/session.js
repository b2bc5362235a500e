'use strict';
// Changesets: what one database records another one applies; conflicts are decided by a callback.
const assert = require('assert');
const { DatabaseSync, constants } = require('node:sqlite');

function make() {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 10)');
  return db;
}
const source = make();
const session = source.createSession();
source.exec('UPDATE t SET v = 99 WHERE id = 1; INSERT INTO t VALUES (2, 20)');
const changeset = session.changeset();
assert.ok(session.patchset().length < changeset.length);
session.close();
assert.throws(() => session.changeset(), { code: 'ERR_INVALID_STATE', message: 'session is not open' });

const copy = make();
assert.strictEqual(copy.applyChangeset(changeset), true);
assert.deepStrictEqual(copy.prepare('SELECT v FROM t').all().map((row) => row.v), [99, 20]);

const other = make();
other.exec('UPDATE t SET v = 5');
assert.strictEqual(other.applyChangeset(changeset), false);
const kinds = [];
const onConflict = (kind) => {
  kinds.push(kind);
  return constants.SQLITE_CHANGESET_REPLACE;
};
assert.strictEqual(other.applyChangeset(changeset, { onConflict }), true);
assert.deepStrictEqual(kinds, [constants.SQLITE_CHANGESET_DATA]);
assert.throws(() => other.applyChangeset(changeset, { filter: () => { throw new Error('mine'); } }), { message: 'mine' });

// A session does not outlive its database.
const late = source.createSession();
source.close();
assert.throws(() => late.changeset(), { code: 'ERR_INVALID_STATE', message: 'database is not open' });
