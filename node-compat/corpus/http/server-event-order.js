'use strict';
// Which events a server's request and response emit, and what the client gets, for handlers and clients of all kinds.
const http = require('http');
const net = require('net');

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const CLOSE = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello';
const PART = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello';
const EVENTS = ['aborted', 'close', 'end', 'error', 'finish', 'timeout'];
const STATE = ['destroyed', 'closed', 'aborted', 'complete', 'finished', 'writableFinished', 'errored'];

const cases = {
  ends: [CLOSE, (req, res) => res.end('x')],
  endsWithCallback: [CLOSE, (req, res, log) => res.end('x', () => log.push('callback'))],
  touchesSocket: [CLOSE, (req, res, log) => {
    req.socket.on('close', () => log.push('socket:close'));
    res.end('x');
  }],
  leavesBody: [POST, (req, res) => res.end('x')],
  destroysRequest: [PART, (req) => req.destroy()],
  destroysRequestError: [PART, (req) => req.destroy(new Error('x'))],
  destroysResponse: [GET, (req, res) => res.destroy()],
  destroysSocket: [GET, (req) => req.socket.destroy()],
  destroysAfterEnd: [GET, (req, res) => {
    res.end('x');
    res.destroy();
  }],
  clientLeaves: [(client) => client.end(GET), () => {}],
  clientCutsShort: [(client) => client.end(PART), (req) => req.resume()],
  clientSendsBadChunk: ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabzz0\r\n\r\n', (req) => req.resume()],
  clientSendsHalfAHead: [(client) => client.end('GET / HTTP/1.1\r\nX: '), () => {}],
  timesOut: [GET, (req, res) => res.setTimeout(20)],
  expects: ['GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n', (req, res) => res.end('x')],
  pipelined: [GET + CLOSE, (req, res) => setImmediate(() => res.end('x'))],
};

function run(name, told) {
  return new Promise((resolve) => {
    const [request, handler] = cases[name];
    const log = [];
    const seen = [];
    const server = http.createServer((req, res) => {
      for (const [label, emitter] of [['req', req], ['res', res]]) {
        seen.push([label, emitter]);
        for (const event of EVENTS) {
          emitter.on(event, (arg) => log.push(`${label}:${event}${arg instanceof Error ? `(${arg.code} ${arg.message})` : ''}`));
        }
      }
      handler(req, res, log);
    });
    if (told) {
      server.on('clientError', (error, socket) => {
        log.push(`clientError(${error.code} ${error.message} ${error.bytesParsed})`);
        if (socket.writable) socket.end('told');
        else socket.destroy();
      });
    }
    server.listen(0, () => {
      let answer = '';
      const client = net.connect({ port: server.address().port });
      client.on('data', (data) => { answer += data; });
      client.on('error', () => {});
      const finish = () => setTimeout(() => {
        const state = (o) => STATE.map((key) => `${key}=${o[key] instanceof Error ? o[key].message : o[key]}`).join(' ');
        console.log(`${name}${told ? ' (told)' : ''}: ${log.join(' ')}`);
        for (const [label, object] of seen) console.log(`  ${label} ${state(object)}`);
        console.log(`  ${JSON.stringify(answer.replace(/Date: [^\r]*/g, 'Date: X'))}`);
        client.destroy();
        server.close(resolve);
        server.closeAllConnections();
      }, 30);
      const limit = setTimeout(finish, 200);
      client.on('close', () => {
        clearTimeout(limit);
        finish();
      });
      if (typeof request === 'string') client.write(request);
      else request(client);
    });
  });
}

(async () => {
  for (const name of Object.keys(cases)) {
    await run(name, false);
    await run(name, true);
  }
})();
