'use strict';
// What dgram sockets refuse, and with which errors.
const dgram = require('dgram');

function attempt(name, fn) {
  try {
    fn();
    console.log(name, 'ok');
  } catch (error) {
    console.log(name, error.name, error.code, error.message, Object.keys(error).join());
  }
}

for (const type of [undefined, null, 'udp', {}, { type: 'udp5' }]) attempt('type', () => dgram.createSocket(type));
for (const options of [
  { lookup: 1 }, { signal: 1 }, { recvBufferSize: '1' }, { recvBufferSize: -1 }, { sendBufferSize: 1.5 },
  { receiveBlockList: 1 }, { sendBlockList: [] },
]) {
  attempt(Object.keys(options)[0], () => dgram.createSocket({ type: 'udp4', ...options }));
}

const socket = dgram.createSocket('udp4');
attempt('address', () => socket.address());
attempt('setTTL', () => socket.setTTL('1'));
attempt('setTTL 0', () => socket.setTTL(0));
attempt('setMulticastTTL', () => socket.setMulticastTTL(null));
attempt('setMulticastInterface', () => socket.setMulticastInterface(1));
attempt('setMulticastInterface', () => socket.setMulticastInterface('nowhere'));
attempt('setBroadcast', () => socket.setBroadcast(true));
attempt('addMembership', () => socket.addMembership());
attempt('addSourceSpecificMembership', () => socket.addSourceSpecificMembership(1, '232.1.1.1'));
attempt('dropSourceSpecificMembership', () => socket.dropSourceSpecificMembership('127.0.0.1', 2));
attempt('getRecvBufferSize', () => socket.getRecvBufferSize());
attempt('setSendBufferSize', () => socket.setSendBufferSize(-1));
attempt('remoteAddress', () => socket.remoteAddress());
attempt('disconnect', () => socket.disconnect());
for (const port of [undefined, null, 0, -1, 65536, 'a', 1.5, '80']) attempt(`send to ${port}`, () => socket.send('a', port, 5));
for (const message of [undefined, null, 1, {}, [1]]) attempt('message', () => socket.send(message, 9));
attempt('slice', () => socket.send(Buffer.alloc(4), 5, 0, 9));
attempt('slice', () => socket.send(Buffer.alloc(4), 2, 3, 9));
attempt('slice', () => socket.send('abc', 0, -1, 9));
attempt('sendto', () => socket.sendto('abc', '0', 1, 9, '127.0.0.1'));
attempt('sendto', () => socket.sendto('abc', 0, 1, 9, 4));
attempt('connect', () => socket.connect(0));
attempt('connect', () => socket.connect(9, 5));
attempt('bindSync', () => socket.bindSync(5));
attempt('bindSync', () => socket.bindSync({ address: 'localhost' }));
attempt('bindSync', () => socket.bindSync({ port: 65536 }));
attempt('connectSync', () => socket.connectSync(9, 'localhost'));
attempt('bind fd', () => socket.bind({ fd: 99 }));
socket.close();
attempt('close', () => socket.close());
