'use strict';
// Arguments of new Worker(), postMessage() and their kin that are refused, with the words of the refusal.
const { BroadcastChannel, MessageChannel, Worker, moveMessagePortToContext, receiveMessageOnPort } = require('worker_threads');

function attempt(label, fn) {
  try {
    fn();
    console.log(label, 'is taken');
  } catch (error) {
    console.log(label, error.constructor.name, error.name, error.code, error.message);
  }
}

for (const argument of ['--title=x', '--expose-gc', '--nonsense', '--eval', '--require', '--conditions=', '--input-type=x', '--version']) {
  attempt(argument, () => new Worker('', { eval: true, execArgv: [argument] }));
}
for (const NODE_OPTIONS of ['--nonsense', '--title=x', '"']) {
  attempt(NODE_OPTIONS, () => new Worker('', { eval: true, env: { NODE_OPTIONS } }));
}
for (const name of ['x.js', '', 'file:///x', 'data:text/javascript,1', 5, null, undefined, new URL('http://a/b')]) {
  attempt(`file ${name}`, () => new Worker(name));
}
for (const options of [{ argv: 1 }, { execArgv: 1 }, { name: 1 }, { env: 1 }, { transferList: [{}] }, { workerData: Symbol('s') }]) {
  attempt(`options ${Object.keys(options)}`, () => new Worker('', { eval: true, ...options }));
}
attempt('eval of a URL', () => new Worker(new URL('file:///x'), { eval: true }));
const { port1, port2 } = new MessageChannel();
for (const list of [0, 'x', false, {}, { transfer: null }, { transfer: 1 }, [1], [{}], [port1], [port2, port2]]) {
  attempt('postMessage', () => port1.postMessage(1, list));
}
attempt('a function', () => port1.postMessage(() => {}));
attempt('a port', () => port1.postMessage({ port2 }));
attempt('no message', () => port1.postMessage());
attempt('receiveMessageOnPort', () => receiveMessageOnPort({}));
attempt('MessageChannel()', () => MessageChannel());
attempt('BroadcastChannel()', () => new BroadcastChannel());
const channel = new BroadcastChannel(Symbol.iterator.toString());
console.log(channel, channel.name);
channel.close();
console.log(channel);
attempt('closed channel', () => channel.postMessage(1));
port1.close();
