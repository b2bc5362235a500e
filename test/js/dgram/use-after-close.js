'use strict';
// A closed socket refuses what it is asked for; what waited for it to be bound is dropped without harm.
const assert = require('assert');
const dgram = require('dgram');

const closed = dgram.createSocket('udp4');
closed.close();
for (const call of [
  () => closed.bind(0), () => closed.bindSync(), () => closed.send('a', 9), () => closed.connect(9), () => closed.connectSync(9),
  () => closed.close(), () => closed.address(), () => closed.addMembership('224.0.0.114'),
]) {
  assert.throws(call, { code: 'ERR_SOCKET_DGRAM_NOT_RUNNING' });
}
assert.strictEqual(closed.ref(), closed);
assert.strictEqual(closed.unref(), closed);

// Closed in the turn in which it sends: the queue runs first, the look-up finds no socket any more.
const busy = dgram.createSocket('udp4');
busy.send('a', 9, '127.0.0.1', () => assert.fail('sent after close'));
busy.connect(9, '127.0.0.1', () => assert.fail('connected after close'));
let closes = 0;
busy.close(() => closes++);

// Closed by its own message, in the middle of a batch.
const receiver = dgram.createSocket('udp4');
let messages = 0;
receiver.on('message', () => {
  messages++;
  receiver.close();
});
receiver.bind(0, '127.0.0.1', () => {
  const sender = dgram.createSocket('udp4');
  let left = 5;
  for (let i = 0; i < 5; i++) sender.send('x', receiver.address().port, '127.0.0.1', () => { if (--left === 0) sender.close(); });
});
process.on('exit', () => assert.deepStrictEqual([closes, messages], [1, 1]));
