'use strict';
// A server that runs out of file descriptors (EMFILE) while it accepts neither aborts nor spins: it serves again when
// descriptors are free, and in the end has as many as in the beginning.
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const { spawn } = require('child_process');

const kLimit = 40;

if (process.argv[2] !== 'server') {
  // The limit is the server's own, so that this process can make more connections than it may have.
  const child = spawn('/bin/sh', ['-c', `ulimit -n ${kLimit}; exec "$0" "$@"`, process.execPath, __filename, 'server'],
                      { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    const port = /^listening (\d+)\n/.exec(text)?.[1];
    if (port !== undefined && text.endsWith('\n') && !child.started) {
      child.started = true;
      run(Number(port), child);
    }
  });
  child.on('close', (code, signal) => {
    assert.deepStrictEqual([code, signal], [0, null]);
    assert.match(text, /\nback to the start\n$/);
  });
  return;
}

const countDescriptors = () => fs.readdirSync('/proc/self/fd').length;

let before;
const sockets = new Set();
const server = net.createServer((socket) => {
  sockets.add(socket);
  socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  socket.on('data', (data) => { socket.end(`echo ${data}`); });
});
server.on('error', () => {});  // allowed, and no end of the server
server.listen(0, '127.0.0.1', () => {
  before = countDescriptors();
  console.log(`listening ${server.address().port}`);
});
process.stdin.on('end', () => {
  const wait = setInterval(() => {
    if (sockets.size !== 0) return;
    clearInterval(wait);
    assert.strictEqual(countDescriptors(), before);
    server.close(() => setImmediate(() => {
      assert.deepStrictEqual(process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap'), []);
      console.log('back to the start');
    }));
  }, 5);
}).resume();

async function run(port, child) {
  const many = Array.from({ length: kLimit * 2 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  // Those that the server took, and those that it had to drop.
  await Promise.all(many.map((socket) => new Promise((resolve) => {
    socket.once('connect', resolve).once('close', resolve);
  })));
  for (const socket of many) socket.destroy();
  const answer = await ask(port);
  assert.strictEqual(answer, 'echo hello');
  child.stdin.end();
}

/** The server may still be dropping connections: asks until it answers. */
function ask(port) {
  return new Promise((resolve) => {
    let answer = '';
    net.connect(port, '127.0.0.1', function() { this.write('hello'); })
      .on('data', (data) => { answer += data; })
      .on('error', () => {})
      .on('close', () => { resolve(answer || ask(port)); });
  });
}
