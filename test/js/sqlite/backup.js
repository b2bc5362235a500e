'use strict';
// backup(): a copy in steps, with news of each; failures reject.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { DatabaseSync, backup } = require('node:sqlite');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backup-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

async function main() {
  const db = new DatabaseSync(':memory:');
  db.exec("CREATE TABLE t(v); WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 500) INSERT INTO t " +
    'SELECT hex(randomblob(100)) FROM c');
  const file = path.join(folder, 'copy.db');
  const steps = [];
  const pages = await backup(db, file, { rate: 10, progress: (step) => steps.push(step) });
  assert.ok(pages > 20 && steps.length === Math.ceil(pages / 10) - 1);
  assert.deepStrictEqual(steps[0], { totalPages: pages, remainingPages: pages - 10 });
  const copy = new DatabaseSync(file);
  assert.strictEqual(copy.prepare('SELECT count(*) AS n FROM t').get().n, 500);
  copy.close();
  await assert.rejects(backup(db, path.join(folder, 'none', 'x.db')), { code: 'ERR_SQLITE_ERROR', errcode: 14 });
  const progress = () => { throw new Error('stop'); };
  await assert.rejects(backup(db, path.join(folder, 'other.db'), { rate: 1, progress }), { message: 'stop' });
  db.close();
  assert.throws(() => backup(db, file), { code: 'ERR_INVALID_STATE' });
}
main();
