'use strict';
// An Express 5 application with every kind of answer that support/requests.js asks for.
const express = require('express');
const multer = require('multer');
const compression = require('compression');
const cookies = require('cookie-parser');
const { Readable } = require('stream');

const app = express();
app.use(cookies());
app.use('/static', express.static(`${__dirname}/public`));
app.use('/large', compression({ threshold: 100 }));
app.use(express.json());
app.use(express.urlencoded({ extended: true }));

app.get('/', (req, res) => res.send('<p>Hello</p>'));
app.get('/json', (req, res) => res.json({ hello: 'world', n: 1, list: [1, 2, 3] }));
app.get('/utf8', (req, res) => res.json({ text: 'gr\u00fc\u00dfe \u{1f44b}' }));
app.get('/users/:id', (req, res) => res.json({ id: req.params.id }));
app.get('/query', (req, res) => res.json(req.query));
app.post('/echo', (req, res) => res.json({ body: req.body ?? null, type: req.get('content-type') }));
app.post('/upload', multer({ storage: multer.memoryStorage() }).single('file'), (req, res) => {
  const { originalname, mimetype, size } = req.file;
  res.json({ fields: req.body, originalname, mimetype, size });
});
app.post('/count', (req, res) => {
  let bytes = 0;
  req.on('data', (data) => { bytes += data.length; });
  req.on('end', () => res.json({ bytes, trailers: req.trailers }));
});
app.get('/throw', () => { throw new Error('thrown'); });
app.get('/reject', async () => { await null; throw new Error('rejected'); });
app.get('/teapot', (req, res, next) => next(Object.assign(new Error('short and stout'), { status: 418, expose: true })));
app.get('/redirect', (req, res) => res.redirect('/json'));
app.get('/redirect/301', (req, res) => res.redirect(301, '/users/1?x=\u00e9'));
app.get('/cookies', (req, res) => res.cookie('seen', 'yes', { httpOnly: true }).clearCookie('old').json(req.cookies));
app.get('/format', (req, res) => res.format({
  'text/plain': () => res.send('plain'), 'text/html': () => res.send('<p>html</p>'), 'application/json': () => res.json({ format: 'json' }),
}));
app.get('/stream', (req, res) => Readable.from(['one ', 'two ', 'three']).pipe(res.type('text')));
app.get('/trailers', (req, res) => {
  res.setHeader('Trailer', 'X-Check');
  res.write('body');
  res.addTrailers({ 'X-Check': 'ok' });
  res.end();
});
app.get('/large', (req, res) => res.type('text').send('a large answer '.repeat(400)));
app.get('/empty', (req, res) => res.status(204).end());
app.get('/headers', (req, res) => res.json({ headers: req.headers, raw: req.rawHeaders }));
app.get('/slow', (req, res) => setTimeout(() => res.send('slow'), 20));
app.use((error, req, res, next) => {
  if (req.path === '/throw') return next(error);
  res.status(error.status ?? 500).json({ error: error.message, type: error.type, name: error.name });
});

const server = app.listen(0, '127.0.0.1', () => console.log(`LISTENING ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
