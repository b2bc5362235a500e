'use strict';
// Ports and channels called in wrong ways, and how they are shown.
const { inspect } = require('util');
const { port1 } = new MessageChannel();
console.log(Object.prototype.toString.call(port1), inspect({ a: { b: { c: port1 } } }), Object.keys(new MessageChannel()));
const calls = [
  () => port1.postMessage(), () => MessagePort.prototype.postMessage.call({}, 1), () => MessagePort(), () => new MessagePort(),
  () => MessageChannel(), () => port1.postMessage(1, 5), () => port1.postMessage(1, [port1]), () => port1.postMessage(() => {}),
  () => Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage').get.call({}),
];
for (const call of calls) {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
port1.close();
