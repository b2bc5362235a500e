'use strict';
// Benchmark: server /users/42?fields=name
// Packages: benchmark/packages/express
// Express 5 with a route parameter, a query and a JSON answer.
const path = require('path');
const { createRequire } = require('module');

const express = createRequire(path.join(process.env.BENCH_PACKAGES, 'package.json'))('express');
const app = express();
app.get('/users/:id', (req, res) => res.json({ id: req.params.id, fields: req.query.fields, tags: ['a', 'b', 'c'] }));
const server = app.listen(0, '127.0.0.1', () => console.log(`LISTENING ${server.address().port}`));
