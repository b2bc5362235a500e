'use strict';
// sendBlockList refuses to send and to connect; receiveBlockList drops what comes from its addresses.
const assert = require('assert');
const dgram = require('dgram');
const { BlockList } = require('net');

const list = new BlockList();
list.addAddress('127.0.0.1');
const blocked = { code: 'ERR_IP_BLOCKED', message: 'IP(127.0.0.1) is blocked by net.BlockList' };

const sender = dgram.createSocket({ type: 'udp4', sendBlockList: list });
assert.throws(() => sender.connectSync(9, '127.0.0.1'), blocked);
const errors = [];
const note = (error) => {
  errors.push(error.code);
  if (errors.length === 2) sender.close();
};
sender.send('x', 9, '127.0.0.1', note);
sender.connect(9, '127.0.0.1', note);

const deaf = dgram.createSocket({ type: 'udp4', receiveBlockList: list });
deaf.on('message', () => assert.fail('a message from a blocked address'));
deaf.bind(0, '127.0.0.1', () => {
  const open = dgram.createSocket('udp4');
  open.on('message', () => {  // sent after the one to `deaf`, so that one has been dropped
    open.close();
    deaf.close();
  });
  open.bind(0, '127.0.0.1', () => {
    open.send('x', deaf.address().port, '127.0.0.1', () => open.send('y', open.address().port, '127.0.0.1'));
  });
});
process.on('exit', () => assert.deepStrictEqual(errors, [blocked.code, blocked.code]));
