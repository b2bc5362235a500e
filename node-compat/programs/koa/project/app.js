'use strict';
// The application of express/project/app.js on koa.
const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const serve = require('koa-static');
const { Readable } = require('stream');

const app = new Koa();
const router = new Router();
app.on('error', (error) => console.log('app error:', error.message));
app.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/static')) return next();
  ctx.path = ctx.path.slice('/static'.length) || '/';
  return serve(`${__dirname}/public`)(ctx, next);
});
app.use(bodyParser());

router.get('/', (ctx) => { ctx.body = '<p>Hello</p>'; });
router.get('/json', (ctx) => { ctx.body = { hello: 'world', n: 1, list: [1, 2, 3] }; });
router.get('/utf8', (ctx) => { ctx.body = { text: 'gr\u00fc\u00dfe \u{1f44b}' }; });
router.get('/users/:id', (ctx) => { ctx.body = { id: ctx.params.id }; });
router.get('/query', (ctx) => { ctx.body = ctx.query; });
router.post('/echo', (ctx) => { ctx.body = { body: ctx.request.body ?? null, type: ctx.get('content-type') }; });
router.post('/count', async (ctx) => {
  let bytes = 0;
  for await (const data of ctx.req) bytes += data.length;
  ctx.body = { bytes, trailers: ctx.req.trailers };
});
router.get('/throw', () => { throw new Error('thrown'); });
router.get('/reject', async () => { await null; throw new Error('rejected'); });
router.get('/teapot', (ctx) => ctx.throw(418, 'short and stout'));
router.get('/redirect', (ctx) => ctx.redirect('/json'));
router.get('/redirect/301', (ctx) => { ctx.status = 301; ctx.redirect('/users/1?x=\u00e9'); });
router.get('/cookies', (ctx) => { ctx.cookies.set('seen', 'yes'); ctx.body = { a: ctx.cookies.get('a'), b: ctx.cookies.get('b') }; });
router.get('/format', (ctx) => {
  const type = ctx.accepts('text/plain', 'text/html', 'application/json');
  if (!type) ctx.throw(406);
  ctx.body = { format: type };
});
router.get('/stream', (ctx) => { ctx.type = 'text'; ctx.body = Readable.from(['one ', 'two ', 'three']); });
router.get('/large', (ctx) => { ctx.type = 'text'; ctx.body = 'a large answer '.repeat(400); });
router.get('/empty', (ctx) => { ctx.status = 204; });
router.get('/headers', (ctx) => { ctx.body = { headers: ctx.headers, raw: ctx.req.rawHeaders }; });
router.get('/slow', async (ctx) => { await new Promise((done) => setTimeout(done, 20)); ctx.body = 'slow'; });
app.use(router.routes()).use(router.allowedMethods());

const server = app.listen(0, '127.0.0.1', () => console.log(`LISTENING ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
