'use strict';
// Every form of send()'s arguments sends the bytes it names.
const assert = require('assert');
const dgram = require('dgram');

const receiver = dgram.createSocket('udp4');
const sender = dgram.createSocket('udp4');
const forms = [
  ['ab', (port) => ['ab', port]],
  ['ab', (port) => ['ab', port, '127.0.0.1']],
  ['bc', (port) => [Buffer.from('abcd'), 1, 2, port]],
  ['h\u00e9', (port) => ['h\u00e9llo', 0, 3, port, '127.0.0.1']],
  ['abcdef', (port) => [['ab', Buffer.from('cd'), new Uint8Array([101, 102])], port]],
  ['', (port) => [[], port, '']],
  ['\0\0', (port) => [new DataView(new ArrayBuffer(4), 1, 2), port]],
];
const got = [];

receiver.on('message', (message, { address, family, size }) => {
  assert.deepStrictEqual([address, family, size], ['127.0.0.1', 'IPv4', message.length]);
  got.push(message.toString());
  if (got.length < forms.length) {
    sendNext();
    return;
  }
  assert.deepStrictEqual(got, forms.map(([text]) => text));
  receiver.close();
  sender.close();
});

function sendNext() {
  const { 0: text, 1: argumentsFor } = forms[got.length];
  sender.send(...argumentsFor(receiver.address().port), (error, bytes) => {
    assert.ifError(error);
    assert.strictEqual(bytes, Buffer.byteLength(text));
  });
}
receiver.bind(0, '127.0.0.1', sendNext);
process.on('exit', () => assert.strictEqual(got.length, forms.length));
