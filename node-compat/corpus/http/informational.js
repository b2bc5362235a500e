'use strict';
// 1xx answers: arguments, errors, and that none of them follows the response's head.
const http = require('http');
const net = require('net');

const attempt = (label, call) => {
  try {
    console.log(label, call());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};

const server = http.createServer((request, response) => {
  const inform = (...args) => attempt(`writeInformation(${args.map((arg) => JSON.stringify(arg) ?? typeof arg)})`,
                                      () => response.writeInformation(...args));
  inform(150, { a: 'b', c: ['d', 'e'] });
  inform(150, [['a', 'b']]);
  inform(150, ['a', 'b', 'c', 'd']);
  inform(150, ['a', 'b', 'c']);
  inform(150, { a: undefined });
  inform(150, { 'a b': 1 });
  inform(150, () => {});
  inform(150, 'text');
  for (const status of [99, 100.5, 101, 200, '100', undefined]) inform(status);
  inform(102, null, () => console.log('written'));
  response.end();
  inform(150);
  attempt('writeContinue', () => response.writeContinue());
  attempt('writeProcessing', () => response.writeProcessing());
  attempt('writeEarlyHints', () => response.writeEarlyHints({ link: '</a>; rel=preload' }));
  attempt('writeEarlyHints', () => response.writeEarlyHints({}));
});
server.listen(0, () => {
  const socket = net.connect(server.address().port);
  socket.setEncoding('latin1');
  let text = '';
  socket.on('data', (part) => { text += part; });
  socket.on('end', () => {
    console.log(JSON.stringify(text.replace(/Date: [^\r]*/, 'Date: now')));
    server.close();
  });
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
});
