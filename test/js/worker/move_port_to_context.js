'use strict';
// worker_threads.moveMessagePortToContext(): port, messages, ports in messages and errors are objects of the context.
const assert = require('assert');
const vm = require('vm');
const { MessageChannel, MessagePort, moveMessagePortToContext, receiveMessageOnPort } = require('worker_threads');

const context = vm.createContext({ assert, seen: [] });
const { port1, port2 } = new MessageChannel();
port1.on('close', () => assert.fail('a moved port was closed'));
context.port = moveMessagePortToContext(port1, context);
assert(!(context.port instanceof MessagePort));

for (const bad of [undefined, null, 1, {}]) {
  assert.throws(() => moveMessagePortToContext(new MessageChannel().port1, bad), {
    code: 'ERR_INVALID_ARG_TYPE', message: 'Invalid context argument',
  });
}
assert.throws(() => moveMessagePortToContext({}, context), { code: 'ERR_INVALID_ARG_TYPE' });

vm.runInContext(`
  assert(port instanceof Object);
  for (const name of ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef', 'constructor']) {
    assert(port[name] instanceof Function, name);
  }
  const failure = (run) => {
    try {
      run();
    } catch (error) {
      assert(error instanceof Error);
      return [error.constructor.name, error.name, error.code, error.message].join();
    }
  };
  assert.strictEqual(failure(() => port.postMessage(() => {})),
    'DOMException,DataCloneError,25,() => {} could not be cloned.');
  assert.strictEqual(failure(() => port.postMessage()),
    'TypeError,TypeError,ERR_MISSING_ARGS,Not enough arguments to MessagePort.postMessage');
  assert.strictEqual(failure(() => new port.constructor()),
    'TypeError,TypeError,ERR_CONSTRUCT_CALL_INVALID,Constructor cannot be called');
  port.onmessageerror = ({ data }) => seen.push(data.code);
  port.onmessage = function({ data, target, type, ports }) {
    assert.strictEqual(this, port);
    assert.strictEqual(target, port);
    assert.strictEqual(type, 'message');
    assert(data instanceof Object && ports instanceof Array);
    assert.strictEqual(ports[0], data.inner);
    assert(data.inner instanceof Object);
    data.inner.postMessage('from inside');
    seen.push('message');
    port.close(() => seen.push('closed'));
  };
`, context);

port2.postMessage(['first']);
assert(vm.runInContext('Array', context) === receiveMessageOnPort(context.port).message.constructor);
port2.postMessage(new Blob(['there is no such class in the context']));
const inner = new MessageChannel();
port2.postMessage({ inner: inner.port1 }, [inner.port1]);
inner.port2.once('message', (message) => {
  assert.strictEqual(message, 'from inside');
  inner.port2.close();
});
vm.runInContext('port.start()', context);
process.on('exit', () => {
  assert.deepStrictEqual(context.seen, ['ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE', 'message', 'closed']);
});
