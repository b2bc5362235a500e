'use strict';
// A socket and a listening server go to a worker in a transfer list and work on there.
const assert = require('assert');
const net = require('net');
const { isMainThread, parentPort, Worker, MessageChannel } = require('worker_threads');

if (!isMainThread) {
  parentPort.on('message', ({ server, socket }) => {
    socket?.end('socket of the worker');
    if (!server) return;
    server.on('connection', (peer) => peer.end('server of the worker'));
    server.on('listening', () => parentPort.postMessage('listening'));
  });
  return;
}

const ask = (port, done) => {
  let text = '';
  net.connect(port).setEncoding('utf8').on('data', (data) => { text += data; }).on('end', () => done(text));
};
const worker = new Worker(__filename);
const { port1 } = new MessageChannel();
const code = { code: 'ERR_WORKER_HANDLE_NOT_TRANSFERABLE' };
for (const object of [new net.Socket(), net.createServer()]) assert.throws(() => port1.postMessage(object, [object]), code);
port1.close();

const first = net.createServer((socket) => {
  worker.postMessage({ socket }, [socket]);
  assert.strictEqual(socket.destroyed, true);
  assert.throws(() => worker.postMessage({ socket }, [socket]), code);
});
first.listen(0, () => ask(first.address().port, (text) => {
  assert.strictEqual(text, 'socket of the worker');
  first.close();
  const second = net.createServer(() => assert.fail('this server has gone'));
  second.listen(0, () => {
    const { port } = second.address();
    worker.postMessage({ server: second }, [second]);
    assert.strictEqual(second.listening, false);
    worker.once('message', () => ask(port, (reply) => {
      assert.strictEqual(reply, 'server of the worker');
      worker.terminate();
    }));
  });
}));
