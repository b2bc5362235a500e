'use strict';
// Which events a request and its response emit, in which order, and what state they end in, for answers of all kinds.
const http = require('http');
const net = require('net');

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const PART = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok';
const STATE = ['destroyed', 'closed', 'aborted', 'complete', 'finished', 'writableFinished', 'errored'];
const EVENTS = ['abort', 'aborted', 'close', 'connect', 'continue', 'drain', 'end', 'error', 'finish', 'information', 'response',
                'timeout', 'upgrade'];

function watch(log, name, emitter) {
  for (const event of EVENTS) {
    emitter.on(event, (arg) => log.push(`${name}:${event}${arg instanceof Error ? `(${arg.code} ${arg.message})` : ''}`));
  }
}

const cases = {
  answered: [OK, (get) => get((res) => res.resume())],
  destroyedResponse: [PART, (get) => get((res) => res.destroy())],
  destroyedResponseError: [PART, (get) => get((res) => res.destroy(new Error('x')))],
  destroyedRequest: [PART, (get) => get((res, req) => req.destroy())],
  aborted: [PART, (get) => get((res, req) => req.abort())],
  destroyedAtOnce: [OK, (get) => get().destroy()],
  destroyedAtOnceError: [OK, (get) => get().destroy(new Error('boo'))],
  abortedAtOnce: [OK, (get) => get().abort()],
  socketDestroyed: [OK, (get) => get().on('socket', (socket) => socket.destroy(new Error('socket')))],
  hangUp: [(socket) => socket.end(), (get) => get()],
  cutShort: [(socket) => socket.end(PART), (get) => get((res) => res.resume())],
  noHttp: [(socket) => socket.end('BOO\r\n\r\n'), (get) => get()],
  badChunk: ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', (get) => get((res) => res.resume())],
  answeredTwice: [OK + OK, (get) => get((res) => res.resume())],
  information: ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n' + OK, (get) => get((res) => res.resume())],
  timeoutOfResponse: [PART, (get) => get((res) => res.setTimeout(30, () => res.destroy()))],
};

function run(name, agent) {
  return new Promise((resolve) => {
    const [reply, start] = cases[name];
    const log = [];
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => (typeof reply === 'string' ? socket.write(reply) : reply(socket)));
    });
    server.listen(0, () => {
      let response;
      start((onResponse) => {
        const req = http.get({ port: server.address().port, agent });
        watch(log, 'req', req);
        req.on('response', (res) => {
          response = res;
          watch(log, 'res', res);
          onResponse?.(res, req);
        });
        req.on('close', () => setTimeout(() => {
          const state = (o) => STATE.map((key) => `${key}=${o[key] instanceof Error ? o[key].message : o[key]}`).join(' ');
          console.log(`${name}: ${log.join(' ')}\n  req ${state(req)}${response ? `\n  res ${state(response)}` : ''}`);
          agent?.destroy();
          server.close(resolve);
        }, 10));
        return req;
      });
    });
    server.on('connection', (socket) => server.on('close', () => socket.destroy()));
  });
}

(async () => {
  for (const name of Object.keys(cases)) {
    await run(name, false);
    await run(name, new http.Agent({ keepAlive: true }));
  }
})();
