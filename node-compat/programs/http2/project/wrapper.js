'use strict';
// http2-wrapper, the HTTP/2 client of got, against a secure server that falls back to HTTP/1.
const fs = require('fs');
const path = require('path');
const http2 = require('http2');
const https = require('https');
const wrapper = require('http2-wrapper');

const cert = fs.readFileSync(path.join(__dirname, 'cert.pem'));
const server = http2.createSecureServer({ cert, key: fs.readFileSync(path.join(__dirname, 'key.pem')), allowHTTP1: true },
                                        (req, res) => {
  let body = '';
  req.setEncoding('utf8').on('data', (chunk) => { body += chunk; });
  req.on('end', () => {
    res.setHeader('x-version', req.httpVersion);
    res.end(`${req.method} ${req.url} ${body.length}`);
  });
});

function read(request, body) {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
      response.on('end', () => resolve([response.statusCode, response.headers['x-version'], text]));
    });
    request.end(body);
  });
}

server.listen(0, async () => {
  const base = { hostname: 'localhost', port: server.address().port, ca: cert };
  console.log(await read(wrapper.request({ ...base, path: '/one', method: 'POST' }), 'x'.repeat(100000)));
  console.log(await read(await wrapper.auto({ ...base, protocol: 'https:', path: '/two' })));
  console.log(await read(https.request({ ...base, path: '/three', agent: new https.Agent({ keepAlive: false }) })));
  const session = http2.connect(`https://localhost:${base.port}`, { ca: cert });
  await new Promise((resolve) => session.once('connect', resolve));
  console.log(session.alpnProtocol, session.encrypted, session.originSet.length);
  session.destroy();
  wrapper.globalAgent.destroy();
  server.close(() => console.log('closed'));
});
