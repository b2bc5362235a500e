'use strict';
// HTTPParser of _http_common, which npm packages feed themselves: order and arguments of its callbacks.
const { freeParser, HTTPParser, methods, parsers } = require('_http_common');

const show = (value) => {
  if (value instanceof Error) return `${value.code} ${value.message} ${Object.keys(value)}`;
  return value instanceof Uint8Array ? `bytes ${Buffer.from(value)}` : JSON.stringify(value);
};
const events = ['kOnMessageBegin', 'kOnHeaders', 'kOnHeadersComplete', 'kOnBody', 'kOnMessageComplete'];

function run(label, type, chunks, override = {}) {
  console.log(label);
  const parser = new HTTPParser();
  parser.initialize(type, {});
  for (const name of events) {
    parser[HTTPParser[name]] = function(...args) {
      console.log(' ', name, this === parser, args.map(show).join(' '));
      return override[name]?.();
    };
  }
  for (const chunk of chunks) {
    try {
      console.log('  ->', show(parser.execute(Buffer.from(chunk))));
    } catch (error) {
      console.log('  thrown', error.message);
    }
  }
  console.log('  finish', show(parser.finish()), show(parser.getCurrentBuffer()));
}

const { REQUEST, RESPONSE } = HTTPParser;
const fail = () => { throw new Error('from a callback'); };
run('in parts', REQUEST, ['GET /a H', 'TTP/1.1\r\nA:', ' b\r\n', '\r\nGET /b HTTP/1.1\r\n\r\n']);
run('chunked', REQUEST, ['POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n']);
run('cut', REQUEST, ['POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel']);
run('upgrade', REQUEST, ['GET /a HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nrest']);
run('response', RESPONSE, ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']);
run('without body', RESPONSE, ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'], { kOnHeadersComplete: () => 1 });
run('refused', REQUEST, ['BAD / HTTP/1.1\r\n\r\n']);
run('throws', REQUEST, ['POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab'], { kOnBody: fail });
for (const count of [31, 32, 65]) {
  run(`${count} fields`, REQUEST, [`GET / HTTP/1.1\r\n${Array.from({ length: count }, (_, i) => `H${i}: v\r\n`).join('')}\r\n`]);
}

const parser = parsers.alloc();
parser.initialize(REQUEST, {});
parser.onIncoming = (message, shouldKeepAlive) => {
  console.log('message', message.method, message.url, message.headers, shouldKeepAlive, parser.incoming === message);
  message.on('data', (bytes) => console.log('data', show(bytes)));
  message.on('end', () => {
    console.log('end', message.trailers);
    const request = { parser };
    const socket = { parser };
    freeParser(parser, request, socket);
    console.log(request.parser, socket.parser, parser.incoming, parser.onIncoming, parsers.alloc() === parser);
  });
};
parser.execute(Buffer.from('POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT: u\r\n\r\n'));
console.log(methods.length, methods[0], methods.at(-1));
