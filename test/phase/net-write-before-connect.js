// Writes made before the connection stands are sent in order once it does.
'use strict';
const net = require('net');
const server = net.createServer((c) => {
  let all = '';
  c.on('data', (d) => { all += d; });
  c.on('end', () => { console.log('got', all); c.end(); server.close(); });
}).listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => console.log('connected'));
  s.write('a', () => console.log('a written'));
  s.write('b', () => console.log('b written'));
  s.end('c', () => console.log('finished'));
  console.log('connecting', s.connecting);
});
