'use strict';
// fastify over h2c: routing, JSON bodies both ways, streams, errors; its client is node:http2.
const http2 = require('http2');
const { Readable } = require('stream');
const Fastify = require('fastify');

const app = Fastify({ http2: true });
app.get('/', async (request) => ({ version: request.raw.httpVersion, query: request.query }));
app.post('/sum', async (request, reply) => {
  reply.header('x-kind', 'sum').code(201);
  return { sum: request.body.numbers.reduce((a, b) => a + b, 0) };
});
app.get('/stream', (request, reply) => reply.send(Readable.from(Array.from({ length: 100 }, (_, i) => `line ${i}\n`.repeat(100)))));
app.get('/fail', async () => { throw Object.assign(new Error('teapot'), { statusCode: 418 }); });

function exchange(session, headers, body) {
  return new Promise((resolve, reject) => {
    const request = session.request(headers, { endStream: body === undefined });
    let status;
    let kind;
    const chunks = [];
    request.on('response', (fields) => { status = fields[':status']; kind = [fields['content-type'], fields['x-kind']]; });
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve([headers[':path'], status, kind, Buffer.concat(chunks).toString()]));
    request.on('error', reject);
    request.end(body);
  });
}

async function main() {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const session = http2.connect(`http://127.0.0.1:${app.server.address().port}`);
  console.log(await exchange(session, { ':path': '/?a=1' }));
  console.log(await exchange(session, { ':path': '/sum', ':method': 'POST', 'content-type': 'application/json' },
                             JSON.stringify({ numbers: [1, 2, 3] })));
  console.log(await exchange(session, { ':path': '/sum', ':method': 'POST', 'content-type': 'application/json' }, '{bad'));
  const streamed = await exchange(session, { ':path': '/stream' });
  console.log(streamed[1], streamed[3].length);
  console.log(await exchange(session, { ':path': '/fail' }));
  console.log(await exchange(session, { ':path': '/missing' }));
  const all = await Promise.all(Array.from({ length: 200 }, (_, i) => exchange(session, { ':path': `/?n=${i}` })));
  console.log(all.filter((one, i) => JSON.parse(one[3]).query.n === String(i)).length);
  session.close();
  await app.close();
  console.log('closed');
}
main();
