'use strict';
// net.BoundSocket: options, errors, adoption by a server and by a client; the type of service.
const fs = require('fs');
const net = require('net');
const path = require('path');

function attempt(label, run) {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

for (const options of [
  undefined, null, 1, {}, { host: 'localhost' }, { host: 1 }, { host: '::1' }, { port: -1 }, { port: 'x' }, { ipv6Only: true },
  { ipv6Only: 1 }, { reusePort: 1 }, { path: 1 }, { path: 'x', port: 1 }, { host: '9.9.9.9' },
]) {
  attempt(`BoundSocket ${JSON.stringify(options)}`, () => {
    const bound = new net.BoundSocket(options);
    const { address, family, port } = bound.address();
    bound.close();
    return [address, family, port > 0, bound.isPipe];
  });
}

const bound = new net.BoundSocket({ host: '127.0.0.1' });
const { port } = bound.address();
console.log(typeof bound.fd(), bound.isPipe);
const server = net.createServer((socket) => socket.end(`from ${socket.remotePort === expected}`));
let expected;
server.listen(bound, () => {
  console.log(server.address().port === port);
  for (const method of ['address', 'close', 'fd', Symbol.dispose]) attempt(String(method), () => bound[method]());
  attempt('listen again', () => net.createServer().listen(bound));
  const local = new net.BoundSocket({ host: '127.0.0.1' });
  expected = local.address().port;
  const client = new net.Socket({ handle: local });
  client.connect(port, '127.0.0.1');
  console.log(client.localAddress, client.localPort === expected);
  client.on('data', (data) => console.log(String(data)));
  client.on('close', () => server.close(throughPipe));
});

function throughPipe() {
  const file = path.join(process.env.DIFF_DIR ?? '/tmp', 'bound.sock');
  const listening = net.createServer((socket) => socket.end('x'));
  listening.listen(new net.BoundSocket({ path: file }), () => {
    console.log(path.basename(listening.address()));
    attempt('in use', () => new net.BoundSocket({ path: file }));
    const client = new net.Socket({ handle: new net.BoundSocket({ path: `${file}.client` }) });
    client.connect(file, () => console.log(path.basename(client.localAddress)));
    client.resume();
    client.on('close', () => listening.close(() => {
      console.log(fs.existsSync(file), fs.existsSync(`${file}.client`));
      typeOfService();
    }));
  });
}

function typeOfService() {
  const socket = new net.Socket();
  for (const tos of [undefined, null, '', -1, 1.5, NaN, 256, 255]) attempt(`tos ${tos}`, () => socket.setTypeOfService(tos) === socket);
  console.log(socket.getTypeOfService(), new net.Socket({ typeOfService: 8 }).getTypeOfService());
  const echo = net.createServer((peer) => peer.resume()).listen(0, '127.0.0.1', () => {
    const client = net.connect({ port: echo.address().port, host: '127.0.0.1', typeOfService: 0x10 }, () => {
      console.log(client.getTypeOfService(), client.setTypeOfService(0x20).getTypeOfService());
      client.destroy();
      echo.close();
    });
  });
}
