'use strict';
const assert = require('assert');

describe('list', () => {
  beforeEach(function () { this.list = [1, 2, 3]; });
  it('has a length', function () { assert.strictEqual(this.list.length, 3); });
  it('fails with a difference', function () { assert.deepStrictEqual(this.list, [1, 2, 4]); });
  it('takes a callback', (done) => { setTimeout(done, 1); });
  it('takes a promise', async () => { await null; });
  it('rejects', async () => { throw new TypeError('rejected'); });
  it('times out', function (done) { this.timeout(20); });
  it('is pending');
  it.skip('is skipped', () => {});
  describe('nested', () => { it('works', () => {}); after(() => console.log('after hook')); });
});
