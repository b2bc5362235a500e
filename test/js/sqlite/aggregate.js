'use strict';
// Aggregates and window functions in JavaScript.
const assert = require('assert');
const { DatabaseSync } = require('node:sqlite');

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t(v); INSERT INTO t VALUES (1), (2), (3)');
db.aggregate('total', { start: 0, step: (sum, v) => sum + v, inverse: (sum, v) => sum - v });
assert.strictEqual(db.prepare('SELECT total(v) AS r FROM t').get().r, 6);
assert.strictEqual(db.prepare('SELECT total(v) AS r FROM t WHERE 0').get().r, 0);
const windowed = db.prepare('SELECT total(v) OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS r FROM t').all();
assert.deepStrictEqual(windowed.map((row) => row.r), [1, 3, 5]);

db.aggregate('joined', { start: () => [], step: (list, v) => [...list, v], result: (list) => list.join('-') });
assert.strictEqual(db.prepare('SELECT joined(v) AS r FROM t').get().r, '1-2-3');

db.aggregate('broken', { start: 0, step: (sum, v) => { throw new RangeError('no'); } });
assert.throws(() => db.prepare('SELECT broken(v) FROM t').get(), { name: 'RangeError', message: 'no' });
assert.throws(() => db.aggregate('x', { step: () => {} }), { code: 'ERR_INVALID_ARG_TYPE' });
