'use strict';
// http.request() to a server that answers with odd bytes, cut at odd places: what the client hears, and what it had sent.

const http = require('http');
const net = require('net');
const { once } = require('events');
const { setTimeout: pause } = require('timers/promises');
const { attempt } = require('../support');

const HEADS = [
  'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.0 200 OK', 'HTTP/1.1 204 No Content',
  'HTTP/1.1 304 Not Modified', 'HTTP/1.1 404', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK',
  'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: what\r\nConnection: Upgrade', 'HTTP/1.1 200 b\u00e4d', 'HTTP/1.1 2000 OK',
  'HTTP/2.0 200 OK', 'garbage',
];
const FIELDS = [
  'Content-Length: 5', 'Content-Length: 5', 'Content-Length: 0', 'Content-Length: 3', 'Content-Length: x',
  'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked', 'Connection: close', 'Connection: keep-alive',
  'Keep-Alive: timeout=5', 'Set-Cookie: a', 'Set-Cookie: b', 'X-One: 1', 'X-One: 2', 'Trailer: X-T',
  'X-L\u00e4tin: \u00e4', 'NoColon', 'Upgrade: what',
];
const BODIES = [
  'hello', 'hello', 'he', 'hello there', '', '5\r\nhello\r\n0\r\n\r\n', '5\r\nhello\r\n0\r\nX-T: t\r\n\r\n', '5\r\nhel',
  'zz\r\n',
];

module.exports = async (random, say) => {
  const some = (list, most) => Array.from({ length: random.int(most + 1) }, () => random.pick(list));
  const replies = Array.from({ length: 4 }, () => ({
    text: [random.pick(HEADS), ...some(FIELDS, 3), '', ''].join('\r\n') + random.pick(BODIES),
    cut: random.pick([0, 0, random.int(80)]),
    then: random.pick(['wait', 'wait', 'end', 'end', 'destroy', 'reset']),
  }));
  let received = '';
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket
      .setEncoding('latin1')
      .on('error', () => {})
      .on('data', async (data) => {
        received += data;
        if (!received.includes('\r\n\r\n')) return;
        const reply = replies.shift();
        if (reply === undefined) return void socket.end();
        const bytes = Buffer.from(reply.text, 'latin1');
        socket.write(bytes.subarray(0, reply.cut || bytes.length));
        if (reply.cut) {
          await pause(6);
          socket.write(bytes.subarray(reply.cut));
        }
        await pause(6);
        if (reply.then === 'end') socket.end();
        if (reply.then === 'destroy') socket.destroy();
        if (reply.then === 'reset') socket.resetAndDestroy();
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = random.pick([undefined, new http.Agent(), new http.Agent({ keepAlive: true, maxSockets: 1 })]);

  async function request() {
    const options = {
      port: server.address().port,
      host: '127.0.0.1',
      agent: agent ?? false,
      method: random.pick(['GET', 'GET', 'POST', 'HEAD', 'PUT', 'CONNECT', 'DELETE']),
      path: random.pick(['/', '/path?query']),
    };
    if (random.chance(0.3))
      options.headers = random.pick([
        { 'X-Own': 'o' }, { 'Content-Length': 3 }, { Connection: 'close' }, { 'Transfer-Encoding': 'chunked' },
        { Expect: '100-continue' }, { Connection: 'Upgrade', Upgrade: 'what' }, ['A', 'b', 'Host', 'own'],
      ]);
    if (random.chance(0.15)) options.timeout = 15;
    if (random.chance(0.1)) options.setHost = false;
    const { text, cut, then } = replies[0] ?? {};
    say('request', options.method, options.path, options.headers, options.timeout, 'for', text, cut, then);
    const req = attempt(
      (title, value) => say(title, value instanceof Error ? value : 'made'),
      ' ',
      () => http.request(options),
    );
    if (!req) return;
    for (const event of ['finish', 'close', 'abort', 'timeout', 'drain', 'continue', 'error', 'socket']) {
      req.on(event, (value) =>
        say(`  ${event}`, event === 'error' ? [value.code, value.message.replace(/:\d+/g, ':port')] : undefined),
      );
    }
    req.on('information', ({ statusCode, headers }) => say('  information', statusCode, headers));
    if (random.chance(0.5))
      req.on('upgrade', (res, socket, head) => {
        say('  upgrade', res.statusCode, String(head));
        socket.on('error', () => {}).end();
      });
    if (random.chance(0.7))
      req.on('connect', (res, socket, head) => {
        say('  connect', res.statusCode, String(head));
        socket.on('error', () => {}).end();
      });
    if (random.chance(0.9)) {
      req.on('response', (res) => {
        say('  response', res.statusCode, res.statusMessage, res.httpVersion, res.rawHeaders, res.headers, req.reusedSocket);
        for (const event of ['end', 'close', 'aborted', 'error']) res.on(event, (error) => say(`  res ${event}`, error));
        res.on('end', () => say('  trailers', res.trailers, res.complete));
        const plan = random.int(10);
        if (plan < 7) res.setEncoding('latin1').on('data', (data) => say('  data', data));
        else if (plan < 8) res.resume();
        else if (plan < 9) res.destroy(random.pick([undefined, new Error('of client')]));
      });
    }
    const calls = {
      write: () => req.write(random.pick(['abc', Buffer.from('bytes'), '']), () => say('  written')),
      setHeader: () => req.setHeader('X-Late', 'l') === req,
      flushHeaders: () => req.flushHeaders(),
      abort: () => (random.chance(0.2) ? req.abort() : 'not now'),
      destroy: () => (random.chance(0.2) ? req.destroy(random.pick([undefined, new Error('mine')])) === req : 'not now'),
      setTimeout: () => req.setTimeout(random.pick([15, 1000]), () => say('  timed out')) === req,
      state: () => [
        req.aborted, req.destroyed, req.writableEnded, req.writableFinished, req.headersSent, req.finished, req.path,
        req.method,
      ],
    };
    for (let i = random.int(4); i > 0; i--) {
      const call = random.pick(Object.keys(calls));
      attempt(say, `  ${call}`, calls[call]);
      if (random.chance(0.2)) await pause(8);
    }
    attempt(say, '  end', () => req.end(...random.pick([[], ['abc'], [() => say('  ended')]])) === req);
    await pause(60);
    say('  sent', received.replace(/:\d+/g, ':port').split('\r\n'));
    say('  at last', req.destroyed, req.writableFinished, req.res?.complete, req.socket?.destroyed);
    received = '';
    req.destroy();
    await pause(4);
  }

  for (let i = random.pick([1, 2, 3]); i > 0; i--) await request();
  agent?.destroy();
  for (const socket of sockets) socket.destroy();
  server.close();
};
