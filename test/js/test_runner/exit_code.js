'use strict';
// Subtests, suites and hooks run in the order of their declaration; a failure makes the exit code 1.
const assert = require('assert');
const { spawnSync } = require('child_process');

const script = `
const { test, describe, it, before, after, beforeEach } = require('node:test');
const log = (text) => console.error(text);
describe('suite', () => {
  before(() => log('before')); after(() => log('after')); beforeEach(() => log('each'));
  it('one', () => log('one'));
  it('two', async () => { await null; log('two'); });
});
test('parent', async (t) => { await t.test('child', (t, done) => { log('child'); setImmediate(done); }); });
test('todo', { todo: true }, () => { throw new Error('not counted'); });
test('fails', { skip: !process.argv[1] }, () => { throw new Error('counted'); });
log('declared');
`;
const run = (...args) => spawnSync(process.execPath, ['-e', script, ...args], { encoding: 'utf8' });
const good = run();
assert.strictEqual(good.status, 0, good.stdout);
assert.deepStrictEqual(good.stderr.trim().split('\n'),
  ['declared', 'before', 'each', 'one', 'each', 'two', 'after', 'child']);
assert.match(good.stdout, /pass 4\n.*fail 0\n.*cancelled 0\n.*skipped 1\n.*todo 1/);
const bad = run('fail');
assert.strictEqual(bad.status, 1);
assert.match(bad.stdout, /failing tests:[^]*Error: counted/);
