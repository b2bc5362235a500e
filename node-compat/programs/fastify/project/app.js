'use strict';
// The application of express/project/app.js on fastify.
const fastify = require('fastify');
const { Readable } = require('stream');

const app = fastify({ bodyLimit: 100000 });
app.register(require('@fastify/static'), { root: `${__dirname}/public`, prefix: '/static/' });
app.register(require('@fastify/formbody'));
app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
  let bytes = 0;
  payload.on('data', (data) => { bytes += data.length; });
  payload.on('end', () => done(null, bytes));
});

app.get('/', (request, reply) => reply.type('text/html').send('<p>Hello</p>'));
app.get('/json', {
  schema: { response: { 200: { type: 'object', properties: { hello: { type: 'string' }, n: { type: 'integer' }, list: { type: 'array', items: { type: 'integer' } } } } } },
}, async () => ({ hello: 'world', n: 1, list: [1, 2, 3], left: 'out' }));
app.get('/utf8', async () => ({ text: 'gr\u00fc\u00dfe \u{1f44b}' }));
app.get('/users/:id', async (request) => ({ id: request.params.id }));
app.get('/query', async (request) => request.query);
app.post('/echo', async (request) => ({ body: request.body ?? null, type: request.headers['content-type'] }));
app.post('/count', async (request) => ({ bytes: request.body }));
app.get('/throw', () => { throw new Error('thrown'); });
app.get('/reject', async () => { await null; throw new Error('rejected'); });
app.get('/teapot', async () => { throw Object.assign(new Error('short and stout'), { statusCode: 418 }); });
app.get('/redirect', (request, reply) => reply.redirect('/json'));
app.get('/redirect/301', (request, reply) => reply.redirect('/users/1?x=%C3%A9', 301));
app.get('/stream', (request, reply) => reply.type('text/plain').send(Readable.from(['one ', 'two ', 'three'])));
app.get('/trailers', (request, reply) => {
  reply.trailer('x-check', async () => 'ok');
  reply.send('body');
});
app.get('/large', (request, reply) => reply.type('text/plain').send('a large answer '.repeat(400)));
app.get('/empty', (request, reply) => reply.code(204).send());
app.get('/headers', async (request) => ({ headers: request.headers, raw: request.raw.rawHeaders }));
app.get('/slow', async () => { await new Promise((done) => setTimeout(done, 20)); return 'slow'; });

app.listen({ port: 0, host: '127.0.0.1' }).then(() => console.log(`LISTENING ${app.server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
