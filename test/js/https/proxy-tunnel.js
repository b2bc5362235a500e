'use strict';
// https through a proxy: a tunnel, kept for the next request, and the errors of one that does not come about.
const assert = require('assert');
const http = require('http');
const https = require('https');
const net = require('net');
const { server } = require('../../fixtures/tls');

let answer = 'HTTP/1.1 200 Established\r\n\r\n';
const asked = [];
const proxy = http.createServer().on('connect', (request, socket) => {
  asked.push(request.url);
  socket.on('error', () => {});
  if (!answer.includes(' 200 ')) {
    socket.end(answer);
    return;
  }
  const onward = net.connect(target.address().port, 'localhost', () => {
    socket.write(answer);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
});
const target = https.createServer(server, (request, response) => response.end('secret'))
  .listen(0, () => proxy.listen(0, run));

function get(agent) {
  return new Promise((resolve, reject) => {
    const request = https.get({ host: 'localhost', port: target.address().port, agent, rejectUnauthorized: false }, (response) => {
      response.on('data', (bytes) => assert.strictEqual(`${bytes}`, 'secret'));
      response.on('end', () => setImmediate(resolve, request.reusedSocket));
    });
    request.on('error', reject);
  });
}

async function run() {
  const proxyEnv = { https_proxy: `http://localhost:${proxy.address().port}` };
  const authority = `localhost:${target.address().port}`;
  const agent = new https.Agent({ proxyEnv, keepAlive: true, rejectUnauthorized: false });
  assert.strictEqual(await get(agent), false);
  assert.strictEqual(await get(agent), true);
  assert.deepStrictEqual(asked, [authority]);
  agent.destroy();

  const refusing = new https.Agent({ proxyEnv });
  for (const [text, expected] of [
    ['HTTP/1.1 407 Who are you\r\n\r\n', { code: 'ERR_PROXY_TUNNEL', statusCode: 407, message: /^Failed .*: HTTP\/1\.1 407 Who are you$/ }],
    ['junk\r\n\r\n', { code: 'ERR_PROXY_TUNNEL', statusCode: NaN }],
    ['HTTP/1.1 200', { code: 'ERR_PROXY_TUNNEL', message: /ended unexpectedly/ }],
    ['', { code: 'ERR_PROXY_TUNNEL', message: /ended unexpectedly/ }],
  ]) {
    answer = text;
    await assert.rejects(get(refusing), expected);
  }
  proxy.close();
  target.close();
}
