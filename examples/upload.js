'use strict';
// A streaming upload: what comes in is written to a file and hashed as it comes, never held as a whole.
//
//   tools/run examples/upload.js
//   curl -T some-large-file http://127.0.0.1:3000/name
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { pipeline } = require('stream/promises');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'uploads-'));

async function upload(req, res) {
  const file = path.join(folder, crypto.randomUUID());
  const hash = crypto.createHash('sha256');
  let bytes = 0;
  await pipeline(
    req,
    async function* (source) {
      for await (const chunk of source) {
        bytes += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    },
    fs.createWriteStream(file, { flags: 'wx' }),
  );
  res.writeHead(201, { 'Content-Type': 'application/json' });
  res.end(`${JSON.stringify({ file, bytes, sha256: hash.digest('hex') })}\n`);
}

const server = http.createServer((req, res) => {
  if (req.method !== 'PUT' && req.method !== 'POST') {
    res.writeHead(405, { Allow: 'PUT, POST' });
    return void res.end();
  }
  upload(req, res).catch((error) => {
    // A client that goes away in the middle ends here; the half file stays out of the answer.
    console.error(`upload failed: ${error.message}`);
    if (!res.headersSent) res.writeHead(500).end();
  });
});

server.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`PUT http://127.0.0.1:${server.address().port}/NAME, files go to ${folder}`);
});
