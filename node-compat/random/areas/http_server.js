'use strict';
// An HTTP server whose handlers do odd things, asked over a raw connection: the bytes that come back, and what the server sees.

const http = require('http');
const net = require('net');
const { once } = require('events');
const { setTimeout: pause } = require('timers/promises');
const { attempt, sometime } = require('../support');

const METHODS = ['GET', 'GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'M-SEARCH'];
const TARGETS = ['/', '/path?query', 'http://host/absolute', '/%zz', '/a b', '//double'];
const HEADERS = [
  'Connection: close', 'Connection: keep-alive', 'Connection: upgrade', 'Upgrade: what', 'Expect: 100-continue',
  'Expect: other', 'X-One: 1', 'X-One: 2', 'x-ONE:  spaces  ', 'Cookie: a=1', 'Cookie: b=2', 'Set-Cookie: a',
  'Set-Cookie: b', 'Date: x', 'X-\u00e9: bad', 'X-Obs: \u00e9', 'NoColon', 'Content-Length: 3', 'Content-Length: 0',
  'Content-Length: x', 'Transfer-Encoding: chunked', 'TE: trailers', 'Trailer: X-T', ': empty',
];
const NAMES = [
  'X-Own', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Date', 'Set-Cookie', 'Content-Type', 'Trailer',
  'Keep-Alive', 'b\u00e4d', '',
];
const VALUES = [
  'value', '3', 'chunked', 'close', 'keep-alive', ['a', 'b'], 5, '', undefined, 'b\u0001d', 'l\u00e4tin', '\u20ac',
];

// (Phasor is stricter than Node with unknown methods and versions, two Host fields, the target * and codings of HTTP/1.0: docs/architecture.md.)
function makeRequest(random) {
  const version = random.pick(['1.1', '1.1', '1.1', '1.0']);
  const headers = random.chance(0.9) ? ['Host: host'] : [];
  for (let i = random.pick([0, 0, 1, 1, 2, 3]); i > 0; i--) headers.push(random.pick(HEADERS));
  if (version === '1.0') headers.splice(headers.indexOf('Transfer-Encoding: chunked') >>> 0, 1);
  const line = `${random.pick(METHODS)} ${random.pick(TARGETS)} HTTP/${version}`;
  const end = random.chance(0.95) ? '\r\n' : '\n';
  const body = headers.includes('Transfer-Encoding: chunked')
    ? random.pick(['0\r\n\r\n', '3\r\nabc\r\n0\r\n\r\n', '3;ext=1\r\nabc\r\n0\r\nX-T: t\r\n\r\n', 'zz\r\n', '3\r\nabcd'])
    : headers.includes('Content-Length: 3')
      ? random.pick(['abc', 'ab', 'abcd'])
      : '';
  return [line, ...headers, '', ''].join(end) + body;
}

/** What a handler does with its response, some calls long. */
function answer(random, say, req, res) {
  const name = () => random.pick(NAMES);
  const value = () => random.pick(VALUES);
  const chunk = () => random.pick(['chunk', Buffer.from('bytes'), '', 'b\u00f6dy', 'x'.repeat(300)]);
  const status = () => random.pick([200, 204, 304, 404, 100, 101, 599, 1000, 99, '201', undefined]);
  const calls = {
    setHeader: () => res.setHeader(name(), value()) === res,
    appendHeader: () => res.appendHeader(name(), value()) === res,
    removeHeader: () => res.removeHeader(name()),
    getHeaders: () => [res.getHeaderNames(), res.getRawHeaderNames(), res.hasHeader('x-own'), res.getHeader('connection')],
    setHeaders: () => res.setHeaders(new Map([['x-map', 'm']])) === res,
    writeHead: () =>
      res.writeHead(
        status(),
        ...random.pick([
          [], ['Message'], [{ 'X-Head': 'h' }], ['Message', ['X-Flat', 'f', 'X-Flat', 'g']], [[['X-Pair', 'p']]],
          [{ [name()]: value() }],
        ]),
      ) === res,
    statusCode: () => {
      res.statusCode = status();
    },
    statusMessage: () => {
      res.statusMessage = random.pick(['Fine', 'b\u0001d', '', undefined]);
    },
    flushHeaders: () => res.flushHeaders(),
    writeContinue: () => res.writeContinue(() => say('continued')),
    writeProcessing: () => res.writeProcessing(),
    writeEarlyHints: () => res.writeEarlyHints({ 'link': '</a.css>; rel=preload', 'x-hint': 'h' }),
    write: () => res.write(chunk(), (error) => say('written', error)),
    addTrailers: () => res.addTrailers({ 'X-Trailer': 't' }),
    cork: () => res.cork(),
    uncork: () => res.uncork(),
    options: () => {
      const option = random.pick([
        'sendDate',
        'shouldKeepAlive',
        'chunkedEncoding',
        'useChunkedEncodingByDefault',
        'strictContentLength',
      ]);
      res[option] = random.chance(0.5);
      return [option, res[option]];
    },
    state: () => [
      res.headersSent, res.writableEnded, res.writableFinished, res.finished, res.writableLength, res.destroyed,
      res.statusCode, req.complete, req.aborted,
    ],
    destroy: () => (random.chance(0.1) ? res.destroy() === res : 'not now'),
  };
  for (let i = random.int(7); i > 0; i--) {
    const call = random.pick(Object.keys(calls));
    attempt(say, `  ${call}`, calls[call]);
  }
  const end = () =>
    attempt(
      say,
      '  end',
      () =>
        res.end(...random.pick([[], ['end'], [chunk(), 'latin1'], [() => say('ended')], ['end', () => say('ended')]])) ===
        res,
    );
  if (random.chance(0.8)) end();
  else sometime(random, end);
}

module.exports = async (random, say) => {
  const options = random.pick([
    {}, {}, { keepAlive: true }, { insecureHTTPParser: true }, { requireHostHeader: false },
    { joinDuplicateHeaders: true }, { rejectNonStandardBodyWrites: true }, { keepAliveTimeout: 0 },
  ]);
  say('options', options);
  const server = http.createServer(options);
  server.maxRequestsPerSocket = random.pick([0, 0, 0, 1, 2]);
  const errors = (error) => say('clientError', error.code ?? error.message);
  server.on('request', (req, res) => {
    say(
      'request',
      req.method,
      req.url,
      req.httpVersion,
      req.rawHeaders.filter((text) => !/date/i.test(text)),
      req.headers,
    );
    for (const event of ['end', 'close', 'aborted', 'error']) req.on(event, (error) => say(`req ${event}`, error));
    for (const event of ['finish', 'close', 'error']) res.on(event, (error) => say(`res ${event}`, error));
    if (random.chance(0.8)) req.on('data', (data) => say('data', String(data)));
    answer(random, say, req, res);
  });
  if (random.chance(0.2))
    server.on('checkContinue', (req, res) => {
      say('checkContinue');
      answer(random, say, req, res);
    });
  if (random.chance(0.2))
    server.on('checkExpectation', (req, res) => {
      say('checkExpectation');
      res.end('expectation');
    });
  if (random.chance(0.2))
    server.on('upgrade', (req, socket, head) => {
      say('upgrade', String(head));
      socket.end('upgraded');
    });
  if (random.chance(0.2))
    server.on('connect', (req, socket) => {
      say('connect');
      socket.end();
    });
  if (random.chance(0.3))
    server.on('clientError', (error, socket) => {
      errors(error);
      socket.end('HTTP/1.1 400 Own\r\n\r\n');
    });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const client = net.connect(server.address().port, '127.0.0.1');
  let received = '';
  client
    .setEncoding('latin1')
    .on('data', (data) => {
      received += data;
    })
    .on('end', () => {
      received += '[end]';
    })
    .on('error', () => {
      received += '[error]';
    });
  await once(client, 'connect');
  // What is going to come has come when nothing came for a while.
  const quiet = async () => {
    for (let before = -1, rounds = 0; rounds < 4; rounds++) {
      if (before !== received.length) rounds = 0;
      before = received.length;
      await pause(8);
    }
  };
  for (let i = random.pick([1, 1, 2, 3]); i > 0 && !client.destroyed && client.writable; i--) {
    const request = Buffer.from(makeRequest(random), 'latin1');
    say('send', request.latin1Slice());
    const cut = random.chance(0.3) ? random.int(request.length) : request.length;
    client.write(request.subarray(0, cut));
    if (cut < request.length) {
      await pause(6);
      client.write(request.subarray(cut));
    }
    await quiet();
    say('received', received.replace(/(Date: ).*/g, '$1now').split('\r\n'));
    received = '';
  }
  client.end();
  await quiet();
  say('at last', received.replace(/(Date: ).*/g, '$1now').split('\r\n'));
  client.destroy();
  server.closeAllConnections();
  server.close();
};
