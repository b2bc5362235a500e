'use strict';
// A fetch that cannot succeed rejects with TypeError and its cause; an aborted one with the reason of the signal.
const assert = require('assert');
const http = require('http');
const net = require('net');

async function refused() {
  const server = net.createServer().listen(0);
  await new Promise((resolve) => { server.once('listening', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  await assert.rejects(fetch(`http://127.0.0.1:${port}/`), (error) => {
    assert.strictEqual(error.name, 'TypeError');
    assert.strictEqual(error.message, 'fetch failed');
    assert.strictEqual(error.cause.code, 'ECONNREFUSED');
    return true;
  });
}

/** The server answers the head and half of the body, then cuts the connection. */
async function cutShort() {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', () => { socket.destroy(); });
    });
  }).listen(0);
  await new Promise((resolve) => { server.once('listening', resolve); });
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`);
  await assert.rejects(answer.text(), { name: 'TypeError', message: 'terminated' });
  server.close();
}

async function aborted() {
  const server = http.createServer(() => {}).listen(0);
  await new Promise((resolve) => { server.once('listening', resolve); });
  const url = `http://127.0.0.1:${server.address().port}/`;
  const controller = new AbortController();
  server.once('request', () => { controller.abort(); });
  await assert.rejects(fetch(url, { signal: controller.signal }), { name: 'AbortError' });
  const reason = new Error('mine');
  await assert.rejects(fetch(url, { signal: AbortSignal.abort(reason) }), reason);
  server.close();
}

async function badArguments() {
  for (const url of ['', '//x', 'ftp://a/', 'http://user:pass@a/']) await assert.rejects(fetch(url), TypeError);
  await assert.rejects(fetch('http://127.0.0.1:1/'), { name: 'TypeError', message: 'fetch failed' });  // a blocked port
  await assert.rejects(fetch('data:,x', { method: 'a b' }), TypeError);
  await assert.rejects(fetch('data:,x', { headers: { 'a b': 'c' } }), TypeError);
  await assert.rejects(fetch('data:,x', { body: 'x' }), TypeError);
  await assert.rejects(fetch(), TypeError);
}

refused().then(cutShort).then(aborted).then(badArguments);
