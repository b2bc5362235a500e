'use strict';
// setAuthorizer: each access is asked for; what the callback throws is what the statement throws.
const assert = require('assert');
const { DatabaseSync, constants } = require('node:sqlite');

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t(v)');
const seen = [];
db.setAuthorizer((action, a, b, name) => {
  seen.push([action, a, b, name]);
  return constants.SQLITE_OK;
});
db.prepare('SELECT v FROM t');
assert.deepStrictEqual(seen, [[constants.SQLITE_SELECT, null, null, null], [constants.SQLITE_READ, 't', 'v', 'main']]);

db.setAuthorizer(() => constants.SQLITE_DENY);
assert.throws(() => db.prepare('SELECT v FROM t'), { code: 'ERR_SQLITE_ERROR', message: 'not authorized' });
db.setAuthorizer(() => 7);
assert.throws(() => db.exec('SELECT 1'), { name: 'RangeError' });
db.setAuthorizer(() => { throw new TypeError('asked'); });
assert.throws(() => db.exec('SELECT 1'), { name: 'TypeError', message: 'asked' });
db.setAuthorizer(null);
assert.strictEqual(db.prepare('SELECT 1 AS x').get().x, 1);
