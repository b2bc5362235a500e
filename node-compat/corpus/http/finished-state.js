'use strict';
// When writableFinished and its kin change, and what end() tells its callbacks, with and without a socket in use.
const http = require('http');

const server = http.createServer((request, response) => {
  if (request.url === '/socket') void request.socket;
  const show = (when) => console.log(request.url, when, response.writableEnded, response.writableFinished, response.writableLength,
                                     response.destroyed, response.closed);
  for (const name of ['prefinish', 'finish', 'close']) response.on(name, () => show(name));
  response.on('error', (error) => console.log('error', error.code));
  show('begin');
  if (request.url === '/write') response.write('a');
  response.end('b', () => show('callback'));
  show('after end');
  response.end((error) => console.log('second end', error));
  response.end('c', (error) => console.log('third end', error.code));
  console.log('write', response.write('d', (error) => console.log('written', error.code)));
  response.on('finish', () => response.end((error) => console.log('end after finish', error.code)));
  process.nextTick(show, 'tick');
});

server.listen(0, () => {
  const paths = ['/', '/socket', '/write'];
  const ask = () => {
    if (paths.length === 0) {
      server.close();
      return;
    }
    http.get({ port: server.address().port, path: paths.shift(), agent: false }, (response) => {
      response.resume();
      response.on('end', () => setImmediate(ask));
    });
  };
  ask();
});
