'use strict';
// Header lists that a client sends: what arrives of them, and what is refused.
const http2 = require('http2');

const hide = (value) => JSON.stringify(value).replace(/localhost:\d+/g, 'localhost:PORT').replace(/\w{3}, \d.*?GMT/g, 'DATE');
const lists = [
  {},
  { 'X-A': 'b', 'y': ['1', '2'], 'cookie': ['a=1', 'b=2'], 'num': 4, 'undef': undefined, 'nul': null, 'none': [], 'one': ['z'] },
  { 'bad name': 'x' }, { '': 'x' }, { x: 'a\nb' }, { x: ' lead' }, { connection: 'close' }, { te: 'trailers' }, { te: 'gzip' },
  { 'transfer-encoding': 'chunked' }, { host: 'foo' }, { ':authority': 'foo' }, { ':foo': 'bar' }, { ':status': 200 },
  { ':path': '' }, { ':method': 'CONNECT' }, { ':method': 'CONNECT', ':authority': 'a:1' },
  { ':method': 'CONNECT', ':authority': 'a:1', ':path': '/' }, { 'content-type': ['a', 'b'] }, { Host: 'a', host: 'b' },
  { 'X': '1', 'x': '2' }, { 'cookie': 'short', 'x-s': 'v', [http2.sensitiveHeaders]: ['x-s'] },
  [':path', '/raw', 'A', 'b', 'a', 'c'], [':path', '/raw', ':method', 'PUT'], null, 'text',
];

const server = http2.createServer();
server.on('stream', (stream, headers, flags, rawHeaders) => {
  console.log('raw', hide(rawHeaders), flags);
  console.log('headers', hide(headers), headers[http2.sensitiveHeaders]);
  stream.respond({ 'Content-Type': 'x', 'set-cookie': ['a', 'b'], 'x': ['1', '2'], 'num': 5 });
  stream.end();
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const next = () => {
    if (lists.length === 0) {
      client.close();
      server.close();
      return;
    }
    const list = lists.shift();
    console.log('--', hide(list));
    let request;
    try {
      request = client.request(list);
    } catch (error) {
      console.log(error.name, error.code, error.message);
      next();
      return;
    }
    console.log('sent', hide(request.sentHeaders));
    request.on('error', (error) => console.log('error', error.code, error.message));
    request.on('response', (headers, flags, rawHeaders) => {
      if (lists.length === 25) console.log('response', hide(headers), hide(rawHeaders));
    });
    request.on('close', () => {
      console.log('closed', request.rstCode);
      next();
    });
    request.resume();
    request.end();
  };
  next();
});
