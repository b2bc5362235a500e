'use strict';
// An Express API with JSON, parameters, static files and an error handler.
//
//   (cd examples/express-api && npm ci)
//   tools/run examples/express-api/server.js
//   curl http://127.0.0.1:3000/notes
//   curl -H 'Content-Type: application/json' -d '{"text":"hello"}' http://127.0.0.1:3000/notes
const path = require('path');
const express = require('express');

const notes = new Map([[1, { id: 1, text: 'a first note' }]]);
const app = express();
app.use(express.json());
app.use('/files', express.static(path.join(__dirname, 'public')));

app.get('/notes', (req, res) => res.json([...notes.values()]));

app.get('/notes/:id', (req, res) => {
  const note = notes.get(Number(req.params.id));
  if (note === undefined) return res.status(404).json({ error: `no note ${req.params.id}` });
  res.json(note);
});

app.post('/notes', (req, res) => {
  if (typeof req.body?.text !== 'string') throw Object.assign(new Error('text is missing'), { status: 400 });
  const note = { id: notes.size + 1, text: req.body.text };
  notes.set(note.id, note);
  res.status(201).location(`/notes/${note.id}`).json(note);
});

// Four parameters make it an error handler; rejected promises of the routes above arrive here as well.
app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/notes`);
});
