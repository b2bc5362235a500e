'use strict';
// fetch() sends method, fields and body, and gives status, fields and body of the answer.
const assert = require('assert');
const http = require('http');

const server = http.createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk;
  res.writeHead(req.url === '/missing' ? 404 : 200, { 'X-Method': req.method, 'Set-Cookie': ['a=1', 'b=2'] });
  res.end(JSON.stringify({ url: req.url, body, type: req.headers['content-type'], agent: req.headers['user-agent'] }));
});

async function main(base) {
  const answer = await fetch(`${base}/x?y=1`);
  assert.strictEqual(answer.status, 200);
  assert.strictEqual(answer.ok, true);
  assert.strictEqual(answer.headers.get('x-method'), 'GET');
  assert.deepStrictEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
  assert.deepStrictEqual(await answer.json(), { url: '/x?y=1', body: '', agent: 'node' });
  await assert.rejects(answer.text(), { name: 'TypeError' });

  const missing = await fetch(`${base}/missing`, { method: 'PUT', body: 'text', headers: { 'User-Agent': 'mine' } });
  assert.strictEqual(missing.ok, false);
  assert.deepStrictEqual(await missing.json(),
                         { url: '/missing', body: 'text', type: 'text/plain;charset=UTF-8', agent: 'mine' });

  const form = new FormData();
  form.set('name', 'value');
  form.set('file', new Blob(['content']), 'f.txt');
  const sent = await (await fetch(base, { method: 'POST', body: form })).json();
  assert.match(sent.type, /^multipart\/form-data; boundary=/);
  assert.match(sent.body, /name="file"; filename="f.txt"\r\n[^]*\r\n\r\ncontent\r\n/);

  const body = new ReadableStream({
    start(controller) {
      for (const part of ['one ', 'two']) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const streamed = await (await fetch(base, { method: 'POST', body, duplex: 'half' })).json();
  assert.strictEqual(streamed.body, 'one two');
}

server.listen(0, async () => {
  await main(`http://127.0.0.1:${server.address().port}`);
  server.close();
});
