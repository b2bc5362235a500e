'use strict';
// The requests that the server programs answer under both runtimes: raw bytes, so that nothing between hides a
// difference. `parts` are written one after the other, with a pause between. The last request of each says
// `Connection: close`. The routes are those that express/app.js, koa/app.js and fastify/app.js share; where a
// framework has none, its 404 is what is compared.

function request(method, target, headers = {}, body = '') {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost'];
  const all = { ...headers };
  if (body !== '' && !('Transfer-Encoding' in all) && !('Content-Length' in all)) {
    all['Content-Length'] = Buffer.byteLength(body);
  }
  all.Connection ??= 'close';
  for (const [name, value] of Object.entries(all)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const json = (value) => JSON.stringify(value);
const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };
const KEEP = { Connection: 'keep-alive' };
const chunk = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const CHUNKED = { 'Transfer-Encoding': 'chunked' };

const BOUNDARY = '----boundary42';
const MULTIPART_TYPE = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
const multipart = [
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="title"\r\n\r\nA title\r\n`,
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n`,
  `${'file text '.repeat(500)}\r\n--${BOUNDARY}--\r\n`,
].join('');

/** @type {Array<{name: string, parts: string[]}>} */
const requests = [
  ['root', request('GET', '/')],
  ['json answer', request('GET', '/json')],
  ['json with utf-8', request('GET', '/utf8')],
  ['route parameter', request('GET', '/users/42')],
  ['encoded route parameter', request('GET', '/users/a%20b%2Fc')],
  ['bad percent encoding', request('GET', '/users/%E0%A4%A')],
  ['query', request('GET', '/query?a=1&b=2&b=3&c%5Bd%5D=4&e=%C3%A9')],
  ['post json', request('POST', '/echo', JSON_TYPE, json({ a: [1, 2, { b: '\u00e9' }] }))],
  ['post broken json', request('POST', '/echo', JSON_TYPE, '{"a": ')],
  ['post empty json', request('POST', '/echo', { ...JSON_TYPE, 'Content-Length': 0 })],
  ['post json too large', request('POST', '/echo', JSON_TYPE, json({ a: 'x'.repeat(200000) }))],
  ['post urlencoded', request('POST', '/echo', FORM_TYPE, 'a=1&b=two+words&c=%C3%A9&d[e]=f')],
  ['post unknown type', request('POST', '/echo', { 'Content-Type': 'application/x-none' }, 'abc')],
  ['post unknown charset', request('POST', '/echo', { 'Content-Type': 'application/json; charset=nope' }, '{}')],
  ['post gzip announced, not sent', request('POST', '/echo', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, '{}')],
  ['post chunked json', [request('POST', '/echo', { ...JSON_TYPE, ...CHUNKED }), chunk('{"a":'), chunk('"b"}'), '0\r\n\r\n']],
  ['multipart', request('POST', '/upload', MULTIPART_TYPE, multipart)],
  ['multipart in pieces', [request('POST', '/upload', { ...MULTIPART_TYPE, 'Content-Length': multipart.length }),
    multipart.slice(0, 50), multipart.slice(50, 1000), multipart.slice(1000)]],
  ['multipart without end', request('POST', '/upload', MULTIPART_TYPE, multipart.slice(0, -10))],
  ['raw upload, counted', request('POST', '/count', { 'Content-Type': 'application/octet-stream' }, 'z'.repeat(300000))],
  ['raw chunked upload', [request('POST', '/count', { ...CHUNKED, 'Content-Type': 'application/octet-stream' }),
    chunk('a'.repeat(1000)), chunk('b'.repeat(70000)), chunk('c'), '0\r\n\r\n']],
  ['chunked with trailers', [request('POST', '/count', { ...CHUNKED, Trailer: 'X-Sum', 'Content-Type': 'application/octet-stream' }),
    chunk('abc'), '0\r\nX-Sum: 1\r\n\r\n']],
  ['expect 100-continue', [request('POST', '/count', { Expect: '100-continue', 'Content-Length': 5, 'Content-Type': 'text/plain' }), 'hello']],
  ['static file', request('GET', '/static/page.html')],
  ['static text', request('GET', '/static/data.txt')],
  ['static index', request('GET', '/static/')],
  ['static folder without slash', request('GET', '/static/sub')],
  ['static head', request('HEAD', '/static/data.txt')],
  ['static range', request('GET', '/static/data.txt', { Range: 'bytes=10-19' })],
  ['static suffix range', request('GET', '/static/data.txt', { Range: 'bytes=-7' })],
  ['static open range', request('GET', '/static/data.txt', { Range: 'bytes=990-' })],
  ['static two ranges', request('GET', '/static/data.txt', { Range: 'bytes=0-1,5-6' })],
  ['static range not satisfiable', request('GET', '/static/data.txt', { Range: 'bytes=5000-6000' })],
  ['static etag match', request('GET', '/static/data.txt', { 'If-None-Match': '*' })],
  ['static not modified since', request('GET', '/static/data.txt', { 'If-Modified-Since': 'Fri, 01 Jan 2027 00:00:00 GMT' })],
  ['static precondition', request('GET', '/static/data.txt', { 'If-Match': '"other"' })],
  ['static missing', request('GET', '/static/none.txt')],
  ['static traversal', request('GET', '/static/..%2f..%2fpackage.json')],
  ['static dot file', request('GET', '/static/.hidden')],
  ['static post', request('POST', '/static/data.txt', {}, 'x')],
  ['404', request('GET', '/nothing/here')],
  ['404 post', request('POST', '/nothing/here', JSON_TYPE, '{}')],
  ['thrown error', request('GET', '/throw')],
  ['rejected promise', request('GET', '/reject')],
  ['error with status', request('GET', '/teapot')],
  ['redirect', request('GET', '/redirect')],
  ['redirect 301', request('GET', '/redirect/301')],
  ['head', request('HEAD', '/json')],
  ['options', request('OPTIONS', '/json')],
  ['method not there', request('DELETE', '/json')],
  ['cookies set and read', request('GET', '/cookies', { Cookie: 'a=1; b=%20x; c="q"' })],
  ['accept html', request('GET', '/format', { Accept: 'text/html' })],
  ['accept json', request('GET', '/format', { Accept: 'application/json;q=0.9, text/plain;q=0.1' })],
  ['accept nothing', request('GET', '/format', { Accept: 'image/png' })],
  ['streamed answer', request('GET', '/stream')],
  ['streamed answer, http 1.0', `GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n`],
  ['http 1.0 keep-alive', ['GET /json HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', 'GET /users/1 HTTP/1.0\r\n\r\n']],
  ['trailers', request('GET', '/trailers')],
  ['compressed', request('GET', '/large', { 'Accept-Encoding': 'gzip' })],
  ['compressed, etag', request('GET', '/large', { 'Accept-Encoding': 'identity' })],
  ['no content', request('GET', '/empty')],
  ['many headers', request('GET', '/headers', Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`X-Header-${i}`, `v${i}`])))],
  ['repeated headers', `GET /headers HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\nx-a: 2\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n`],
  ['keep-alive, two requests', [request('GET', '/json', KEEP), request('GET', '/users/7')]],
  ['pipelined', request('GET', '/users/1', KEEP) + request('GET', '/users/2', KEEP) + request('POST', '/echo', { ...JSON_TYPE, ...KEEP }, '{"p":1}') + request('GET', '/slow', KEEP) + request('GET', '/users/3')],
  ['head in two pieces', ['GET /users/9 HT', 'TP/1.1\r\nHo', 'st: localhost\r\nConnection: close\r\n', '\r\n']],
  ['bad request line', 'GET\r\n\r\n'],
  ['header without host', 'GET /json HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['two content lengths', 'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x'],
  ['head too large', request('GET', '/json', { 'X-Large': 'y'.repeat(20000) })],
].map(([name, parts]) => ({ name, parts: Array.isArray(parts) ? parts : [parts] }));

module.exports = { requests };
