'use strict';
// The head's bytes beyond ASCII are Latin-1, or UTF-8 with a string behind them that is.
const http = require('http');
const net = require('net');

const answers = [
  (response) => response.end(),
  (response) => response.end('text'),
  (response) => response.end('text', 'latin1'),
  (response) => response.end('\u00e9'),
  (response) => response.end(Buffer.from('text')),
  (response) => { response.write('text'); response.end(); },
  (response) => { response.setHeader('transfer-encoding', 'chunked'); response.end('text'); },
  (response) => { response.flushHeaders(); response.end('text'); },
  (response) => { response.statusMessage = '\u00e9'; response.end('text'); },
  (response) => {
    response.writeHead(200, { 'content-length': 1, 'content-disposition': 'attachment; filename="\u00c3\u00a9"' });
    response.end('x');
  },
];
const server = http.createServer((request, response) => {
  response.setHeader('x', '\u00e9');
  answers[request.url.slice(1)](response);
});

function ask(index) {
  if (index === answers.length) {
    server.close();
    return;
  }
  const socket = net.connect(server.address().port);
  socket.setEncoding('latin1');
  let text = '';
  socket.on('data', (part) => { text += part; });
  socket.on('end', () => {
    console.log(index, JSON.stringify(text.replace(/Date: [^\r]*/, 'Date: now')));
    ask(index + 1);
  });
  socket.write(`GET /${index} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
}
server.listen(0, () => ask(0));
