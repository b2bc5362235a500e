'use strict';
// Datagrams that the kernel does not take at once wait their turn, and end with ECANCELED when the socket closes.
const assert = require('assert');
const { spawnSync } = require('child_process');
const dgram = require('dgram');

if (process.argv[2] !== 'child') {
  const { status, stderr } = spawnSync(process.execPath, ['--test-udp-no-try-send', __filename, 'child'], { encoding: 'utf8' });
  assert.strictEqual(status, 0, stderr);
  return;
}

const results = [];
const receiver = dgram.createSocket('udp4');
receiver.on('message', (message) => {
  assert.strictEqual(message.toString(), 'first');
  receiver.close();
});
receiver.bind(0, '127.0.0.1', () => {
  const sender = dgram.createSocket('udp4');
  sender.connect(receiver.address().port, '127.0.0.1', () => {
    sender.send('first', (error, bytes) => {
      results.push([error, bytes]);
      sender.send(['se', 'cond'], (late) => results.push(late.code));
      assert.deepStrictEqual([sender.getSendQueueSize(), sender.getSendQueueCount()], [6, 1]);
      sender.close();
    });
  });
});
process.on('exit', () => assert.deepStrictEqual(results, [[null, 5], 'ECANCELED']));
