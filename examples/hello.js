'use strict';
// A hello server: tools/run examples/hello.js, then open the address it prints.
// PORT=8080 chooses the port (default 3000).
const http = require('http');

const server = http.createServer((req, res) => {
  res.setHeader('Content-Type', 'text/plain');
  res.end(`Hello from ${process.versions.phasor ? `Phasor ${process.versions.phasor}` : `Node ${process.version}`}\n`);
});

server.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
