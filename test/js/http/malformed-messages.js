'use strict';
// Every malformed request gets the answer that RFC 9112 (and RFC 9110) asks for, and a closed connection; the handler of a
// malformed head never runs. Stricter than Node, which accepts some of these and answers 400 where 501 and 505 are due.
if (process.versions.phasor === undefined) process.exit(0);
const assert = require('assert');
const http = require('http');
const net = require('net');

const cases = [];
const add = (status, name, text) => { cases.push({ status, name, text }); };
const get = (line, fields = 'Host: a\r\n') => `${line}\r\n${fields}\r\n`;
const withField = (field) => get('GET / HTTP/1.1', `Host: a\r\n${field}\r\n`);
const post = (fields, body = '') => get('POST / HTTP/1.1', `Host: a\r\n${fields}\r\n`) + body;
const chunked = (body) => post('Transfer-Encoding: chunked', body);

// Request line: RFC 9112 section 3.
for (const line of [
  'GET', 'GET ', 'GET /', 'GET / ', 'GET /HTTP/1.1', ' GET / HTTP/1.1', 'GET  / HTTP/1.1', 'GET /  HTTP/1.1',
  'GET / HTTP/1.1 ', 'GET\t/ HTTP/1.1', 'GET /\tHTTP/1.1', 'GET / HTTP/1.1\t', 'GET / / HTTP/1.1', 'GET / HTTP/1.1 x',
  '/ HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1 200 OK', ': / HTTP/1.1', '\x00 / HTTP/1.1', 'G\x00T / HTTP/1.1', 'GET / HTTP/1.1\x00',
]) add(400, `request line ${JSON.stringify(line)}`, get(line));
// Unknown methods (RFC 9110 section 9.1) and names that are no tokens.
for (const method of ['BREW', 'get', 'Get', 'GETS', 'X', 'POSTT', 'A-B', 'HEADER', 'PUTT', 'TRACEE', 'FOO.BAR', 'M!']) {
  add(501, `method ${method}`, get(`${method} / HTTP/1.1`));
}
for (const method of ['G(T', 'G/T', 'G@T', 'G"T', 'G,T', 'G;T', 'G=T', 'G?T', 'G[T', 'G{T', 'G\x7fT', 'G\x80T', '\xe4']) {
  add(400, `method ${JSON.stringify(method)}`, get(`${method} / HTTP/1.1`));
}
// Versions: RFC 9110 section 2.5.
for (const version of ['HTTP/0.9', 'HTTP/1.2', 'HTTP/1.9', 'HTTP/2.0', 'HTTP/2.1', 'HTTP/3.0', 'HTTP/9.9', 'HTTP/0.0']) {
  add(505, `version ${version}`, get(`GET / ${version}`));
}
for (const version of [
  'HTTP/1', 'HTTP/1.', 'HTTP/.1', 'HTTP/11', 'HTTP/1.1.1', 'HTTP/1.10', 'HTTP/01.1', 'HTTP/1.x', 'HTTP/x.1', 'HTTP 1.1',
  'HTTP-1.1', 'HTP/1.1', 'http/1.1', 'Http/1.1', 'HTTPS/1.1', 'HTTP//1.1', 'HTTP/1,1', 'HTTP/+1.1', 'HTTP/1.-1', 'XTTP/1.1',
]) add(400, `version ${version}`, get(`GET / ${version}`));
// Request targets: RFC 9112 section 3.2.
for (const target of ['foo', 'a/b', '?x', '#x', '\x01', '/\x00', '/\x01', '/\x1f', '/\x7f', '/a\x0bb', '*x', '**', '//\x02']) {
  add(400, `target ${JSON.stringify(target)}`, get(`GET ${target} HTTP/1.1`));
}
for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE']) add(400, `${method} *`, get(`${method} * HTTP/1.1`));
for (const target of ['/', '*', 'a', 'a:', ':1', 'a:x', 'a:999999', 'http://a:1/', 'a b:1']) {
  add(400, `CONNECT ${target}`, get(`CONNECT ${target} HTTP/1.1`));
}
// Line ends and white space: RFC 9112 sections 2.2 and 5.2.
add(400, 'bare LF everywhere', 'GET / HTTP/1.1\nHost: a\n\n');
add(400, 'bare LF after the request line', 'GET / HTTP/1.1\nHost: a\r\n\r\n');
add(400, 'bare LF after a field', 'GET / HTTP/1.1\r\nHost: a\n\r\n');
add(400, 'bare LF at the end', 'GET / HTTP/1.1\r\nHost: a\r\n\n');
add(400, 'bare CR in a value', withField('X: a\rb'));
add(400, 'bare CR after the request line', 'GET / HTTP/1.1\rHost: a\r\n\r\n');
add(400, 'CR CR LF', 'GET / HTTP/1.1\r\r\nHost: a\r\n\r\n');
add(400, 'obs-fold', withField('X: a\r\n b'));
add(400, 'obs-fold with a tab', withField('X: a\r\n\tb'));
add(400, 'obs-fold of nothing', withField('X: a\r\n '));
add(400, 'space before the first field', get('GET / HTTP/1.1', ' Host: a\r\n'));
add(400, 'tab before the first field', get('GET / HTTP/1.1', '\tHost: a\r\n'));
// Field names: RFC 9110 section 5.1.
for (const name of [
  'A B', 'A ', 'A\t', '', ' ', 'A(', 'A)', 'A<', 'A>', 'A@', 'A,', 'A;', 'A\\', 'A"', 'A/', 'A[', 'A]', 'A?', 'A=', 'A{', 'A}',
  'A\x00', 'A\x01', 'A\x7f', 'A\x80', '\xff',
]) add(400, `field name ${JSON.stringify(name)}`, withField(`${name}: x`));
for (const line of ['NoColon', 'No Colon', '=', '\x00']) add(400, `field line ${JSON.stringify(line)}`, withField(line));
// Field values: RFC 9110 section 5.5.
for (const code of [0, 1, 2, 7, 8, 11, 12, 14, 27, 31, 127]) {
  add(400, `control character ${code} in a value`, withField(`X: a${String.fromCharCode(code)}b`));
}
// Host: RFC 9112 section 3.2.
add(400, 'no Host', get('GET / HTTP/1.1', ''));
add(400, 'two Hosts', get('GET / HTTP/1.1', 'Host: a\r\nHost: a\r\n'));
add(400, 'two Hosts, other case', get('GET / HTTP/1.1', 'Host: a\r\nhOST: b\r\n'));
for (const host of ['a b', 'a/b', 'a@b', 'a:b', 'a:1:2', '[::1', '[]', '::1', 'a?b', 'a#b', 'a\\b', '<a>', '"a"', 'a, b c']) {
  add(400, `Host ${host}`, get('GET / HTTP/1.1', `Host: ${host}\r\n`));
}
// Content-Length: RFC 9112 section 6.3.
for (const value of ['', '-1', '+1', '1.0', '1e1', '0x1', 'a', '1a', '1 1', '1,1', '1, 1', ',', '"1"', '99999999999999999999']) {
  add(400, `Content-Length ${value}`, post(`Content-Length: ${value}`, 'a'));
}
add(400, 'two Content-Lengths', post('Content-Length: 1\r\nContent-Length: 2', 'ab'));
add(400, 'the same Content-Length twice', post('Content-Length: 1\r\nContent-Length: 1', 'a'));
add(400, 'Content-Length and Transfer-Encoding', post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'));
add(400, 'Transfer-Encoding and Content-Length', post('Transfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n'));
// Transfer-Encoding: RFC 9112 sections 6.1 and 6.3.
for (const value of ['', 'identity', 'gzip', 'chunked, gzip', 'chunked, identity', 'chunked, chunked', 'chunkedchunked',
                     'xchunked', 'chunked x', 'chunked;q=1', '"chunked"', ' chunked,gzip', 'chunked, chunked, chunked']) {
  add(400, `Transfer-Encoding ${value}`, post(`Transfer-Encoding: ${value}`, '0\r\n\r\n'));
}
add(400, 'chunked twice in two fields', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'));
add(400, 'gzip after chunked in two fields', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip', '0\r\n\r\n'));
add(400, 'Transfer-Encoding in HTTP/1.0', get('POST / HTTP/1.0', 'Transfer-Encoding: chunked\r\n') + '0\r\n\r\n');
for (const coding of ['foo', 'br', 'xz', 'brew']) {
  add(501, `Transfer-Encoding ${coding}, chunked`, post(`Transfer-Encoding: ${coding}, chunked`, '0\r\n\r\n'));
}
// Chunks: RFC 9112 section 7.1. The handler runs, but waits for the body's end, which never comes.
for (const body of [
  'x\r\n', 'g\r\n', '-1\r\na\r\n', '+1\r\na\r\n', '0x1\r\na\r\n', '\r\n', ' 1\r\na\r\n', '1', '1\na\r\n0\r\n\r\n',
  '1\r\nab\r\n0\r\n\r\n', '1\r\na0\r\n\r\n', '1\r\na\n0\r\n\r\n', '2\r\na\r\n0\r\n\r\n', '5\r\nab\r\n0\r\n\r\n',
  'ffffffffffffffffff\r\na\r\n', '10000000000000000\r\n', '1;\x00\r\na\r\n', '1;a=\x01\r\na\r\n', '1 a\r\na\r\n',
  '1\r\na\r\n0\r\nX\r\n\r\n', '1\r\na\r\n0\r\nA B: c\r\n\r\n', '1\r\na\r\n0\r\nX: a\x00\r\n\r\n', '1\r\na\r\n0\r\n X: a\r\n\r\n',
].filter((body) => body !== '1')) add(400, `chunks ${JSON.stringify(body)}`, chunked(body));
// Sizes.
add(431, 'one long field', withField(`X: ${'a'.repeat(20000)}`));
add(431, 'one long name', withField(`${'X'.repeat(20000)}: a`));
add(431, 'many fields', get('GET / HTTP/1.1', 'Host: a\r\n' + 'X-Field: value\r\n'.repeat(2000)));
add(431, 'a long target', get(`GET /${'a'.repeat(20000)} HTTP/1.1`));
add(431, 'long trailers', chunked(`0\r\nX: ${'a'.repeat(20000)}\r\n\r\n`));
add(413, 'long chunk extensions', chunked(`1;x=${'a'.repeat(20000)}\r\na\r\n0\r\n\r\n`));
// Other protocols.
add(400, 'HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
add(400, 'TLS client hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + 'r'.repeat(64));
add(400, 'SSH', 'SSH-2.0-OpenSSH_9.2\r\n');
add(400, 'a second request that is malformed', get('OPTIONS * HTTP/1.1') + 'G(T / HTTP/1.1\r\n\r\n');

assert.ok(cases.length >= 200, `only ${cases.length} cases`);

const server = http.createServer((req, res) => {
  if (req.method === 'OPTIONS') return res.end();
  req.resume();
  req.on('end', () => res.end('accepted'));
});

function exchange(text) {
  return new Promise((resolve) => {
    const socket = net.connect(server.address().port, '127.0.0.1');
    let answer = '';
    const timer = setTimeout(() => { socket.destroy(); resolve({ answer, closed: false }); }, 5000);
    socket.on('data', (data) => { answer += data.toString('latin1'); });
    socket.on('error', () => {});
    socket.on('close', () => { clearTimeout(timer); resolve({ answer, closed: true }); });
    socket.write(Buffer.from(text, 'latin1'));
  });
}

server.listen(0, '127.0.0.1', async () => {
  const failures = [];
  const queue = cases.slice();
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const { answer, closed } = await exchange(item.text);
      const statuses = answer.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
      const last = Number(statuses.at(-1)?.slice(9));
      if (last !== item.status || !closed || answer.includes('accepted')) {
        failures.push(`${item.name}: wanted ${item.status}, got ${last}, ${closed ? 'closed' : 'left open'}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  // The server goes on serving, and holds no connection of theirs.
  const good = await exchange(get('GET / HTTP/1.1', 'Host: a\r\nConnection: close\r\n'));
  if (!/^HTTP\/1\.1 200 OK\r\n/.test(good.answer)) failures.push(`a good request afterwards: ${good.answer}`);
  server.getConnections((error, count) => {
    server.close();
    assert.deepStrictEqual(failures, []);
    assert.strictEqual(count, 0);
  });
});
