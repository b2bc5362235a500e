'use strict';
// navigator.locks: exclusive and shared locks, ifAvailable, steal, an aborted wait.
const assert = require('assert');

const { locks } = navigator;
(async () => {
  const order = [];
  await Promise.all([
    locks.request('o', { mode: 'shared' }, async () => { order.push(1); await 1; order.push('end of 1'); }),
    locks.request('o', { mode: 'shared' }, () => { order.push(2); }),
    locks.request('o', (lock) => { order.push(lock.mode); }),
    locks.request('o', { mode: 'shared' }, () => { order.push(4); }),
  ]);
  assert.deepStrictEqual(order, [1, 2, 'end of 1', 'exclusive', 4]);
  await locks.request('held', async () => {
    assert.strictEqual(await locks.request('held', { ifAvailable: true }, (lock) => lock), null);
    const controller = new AbortController();
    const waiting = locks.request('held', { signal: controller.signal }, () => assert.fail('granted'));
    assert.strictEqual((await locks.query()).pending.length, 1);
    controller.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });
  const stolen = locks.request('s', () => new Promise(() => {}));
  assert.strictEqual(await locks.request('s', { steal: true }, () => 'mine'), 'mine');
  await assert.rejects(stolen, { name: 'AbortError' });
  await assert.rejects(locks.request('-x', () => {}), { name: 'NotSupportedError' });
  assert.deepStrictEqual(await locks.query(), { held: [], pending: [] });
})();
