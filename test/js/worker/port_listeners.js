'use strict';
// Messages wait while no listener is there for them, also those of the round in which the last one went. Other events of
// a port are CustomEvents for listeners of addEventListener().
const assert = require('assert');
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

const listenOnce = {
  once: (port, callback) => port.once('message', callback),
  off: (port, callback) => {
    const listener = (message) => {
      port.off('message', listener);
      callback(message);
    };
    port.on('message', listener);
  },
  onmessage: (port, callback) => {
    port.onmessage = ({ data }) => {
      port.onmessage = null;
      callback(data);
    };
  },
};

for (const [name, listen] of Object.entries(listenOnce)) {
  const { port1, port2 } = new MessageChannel();
  const seen = [];
  listen(port2, (message) => {
    seen.push(message);
    setImmediate(() => {
      assert.strictEqual(port2.hasRef(), false);
      port1.postMessage(3);
      assert.deepStrictEqual(receiveMessageOnPort(port2), { message: 2 });
      port2.on('message', (late) => {
        seen.push(late);
        port1.close();
      });
    });
  });
  port1.postMessage(1);
  port1.postMessage(2);
  process.on('exit', () => assert.deepStrictEqual(seen, [1, 3], name));
}

const { port1 } = new MessageChannel();
const seen = [];
port1.addEventListener('foo', (event) => seen.push([event.constructor, event.type, event.detail]));
port1.on('foo', (value) => seen.push(value));
port1.emit('foo', 'bar');
assert.deepStrictEqual(seen, [[CustomEvent, 'foo', 'bar'], 'bar']);
assert.throws(() => receiveMessageOnPort(Object.create(Object.getPrototypeOf(port1))), {
  code: 'ERR_INVALID_ARG_TYPE', message: 'The "port" argument must be a MessagePort instance',
});
port1.close();
