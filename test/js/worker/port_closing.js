'use strict';
// A port that is closed drops what waits for it, tells its listeners first and its other end after that; what it sent
// before still arrives. A port that was moved in a message is closed for its sender.
const assert = require('assert');
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

const cases = {
  ownEndFirst: [['m 0', 'm 1', 'c1', 'c2'], ({ port1, port2 }, log) => {
    port2.on('message', (m) => log(`m ${m}`));
    port1.on('close', (event) => log(event.type === 'close' ? 'c1' : 'no event'));
    port2.on('close', () => log('c2'));
    port1.postMessage(0);
    port1.postMessage(1);
    port1.close();
    assert.strictEqual(port1.postMessage(2), undefined);
  }],
  waitingMessages: [['c2', 'c1'], ({ port1, port2 }, log) => {
    port1.on('close', () => log('c1'));
    port2.on('close', () => log('c2'));
    port1.ref();
    for (let i = 0; i < 3; i++) port1.postMessage(i);
    port2.close();  // nobody ever listened
    assert.deepStrictEqual(receiveMessageOnPort(port2), { message: 0 });
  }],
  closedBeforeDelivery: [['c2', 'c1'], ({ port1, port2 }, log) => {
    port1.on('close', () => log('c1'));
    port2.on('close', () => log('c2'));
    port2.on('message', (m) => log(`m ${m}`));
    port1.ref();
    port1.postMessage(0);
    port2.close();
  }],
  whileReceiving: [['m 0', 'm 1', 'm 2', 'c2', 'c1'], ({ port1, port2 }, log) => {
    port1.ref();
    port1.on('close', () => log('c1'));
    port2.on('close', () => log('c2'));
    port2.on('message', (m) => {
      log(`m ${m}`);
      if (m === 1) port2.close();
    });
    for (let i = 0; i < 3; i++) port1.postMessage(i);
  }],
  lastMessageTaken: [['c1', 'c2'], ({ port1, port2 }, log) => {
    port1.on('close', () => {
      log('c1');
      assert.deepStrictEqual(receiveMessageOnPort(port2), { message: 1 });
    });
    port2.on('close', () => log('c2'));
    port2.ref();
    port1.postMessage(1);
    port1.close();
  }],
  transferred: [['x1 closed', 'x2 closed', 'early', 'arrived closed'], ({ port1, port2 }, log) => {
    const x = new MessageChannel();
    x.port1.on('close', () => log('x1 closed'));
    x.port2.on('close', () => log('x2 closed'));
    x.port2.postMessage('early');
    x.port2.close();
    port1.postMessage(x.port1, [x.port1]);
    port2.on('message', (port) => {
      port.on('message', log);
      port.on('close', () => {
        log('arrived closed');
        port1.close();
      });
    });
  }],
};

for (const [name, [expected, run]] of Object.entries(cases)) {
  const seen = [];
  run(new MessageChannel(), (entry) => seen.push(entry));
  process.on('exit', () => assert.deepStrictEqual(seen, expected, name));
}
