'use strict';
// The order of a socket's events and callbacks, for what succeeds and what fails.
const dgram = require('dgram');

function make(name, options = 'udp4') {
  const socket = dgram.createSocket(options);
  for (const event of ['listening', 'connect', 'close', 'error']) {
    socket.on(event, (error) => console.log(name, event, error?.message ?? ''));
  }
  return socket;
}

const steps = [
  (next) => {
    const socket = make('connected');
    socket.connect(9, '127.0.0.1', function(...args) {
      console.log('callback', this === socket, args.length, socket.remoteAddress());
      try { socket.connect(9); } catch (error) { console.log(error.code); }
      socket.disconnect();
      socket.close(next);
    });
  },
  (next) => {
    const socket = make('sync');
    socket.bindSync({ address: '127.0.0.1' });
    socket.connectSync(9);
    console.log('now', socket.address().address, socket.remoteAddress().port);
    setImmediate(() => socket.close(next));
  },
  (next) => {
    const socket = make('not local');
    socket.bind(0, '192.0.2.1', () => console.log('never'));
    socket.once('error', (error) => {
      console.log(error.code, error.syscall, error.address, 'port' in error);
      socket.bind(0, '127.0.0.1', () => socket.close(next));
    });
  },
  (next) => {
    const socket = make('looked up', { type: 'udp4', lookup: (host, family, callback) => {
      console.log('lookup', host, family);
      process.nextTick(callback, host === 'bad' ? new Error('no such host') : null, '127.0.0.1');
    } });
    socket.bind(0, 'anything', () => {
      socket.send('x', 9, 'bad', (error) => {
        console.log('callback', error.message);
        socket.once('error', () => socket.close(next));
        socket.send('x', 9, 'bad');
      });
    });
  },
  (next) => {
    const controller = new AbortController();
    const socket = make('aborted', { type: 'udp4', signal: controller.signal });
    socket.bind(0, '127.0.0.1', () => controller.abort());
    socket.on('close', next);
  },
  (next) => {
    const socket = make('too big');
    socket.send(Buffer.alloc(70000), 9, '127.0.0.1', (error) => {
      console.log(error.message, error.code, error.syscall, error.address, error.port);
      socket[Symbol.asyncDispose]().then(next);
    });
  },
];
(function run() { steps.shift()?.(run); })();
