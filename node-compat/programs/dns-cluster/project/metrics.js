'use strict';
// hot-shots sends metrics to a StatsD server over UDP.
const dgram = require('dgram');
const { StatsD } = require('hot-shots');

const seen = [];
const server = dgram.createSocket('udp4', (message) => {
  seen.push(...String(message).split('\n').filter(Boolean));
  if (!seen.some((line) => line.startsWith('done'))) return;
  console.log(seen.sort().join('\n'));
  client.close((error) => {
    console.log('closed', error);
    server.close();
  });
});
let client;
server.bind(0, '127.0.0.1', () => {
  client = new StatsD({ host: '127.0.0.1', port: server.address().port, prefix: 'app.', globalTags: { env: 'test' }, cacheDns: true, maxBufferSize: 512, bufferFlushInterval: 10 });
  client.increment('requests');
  client.gauge('load', 0.5, ['host:a']);
  client.timing('took', 12);
  client.set('users', 'x');
  client.histogram('size', 100);
  client.event('deployed', 'version 2');
  const last = new StatsD({ host: 'localhost', port: server.address().port, maxBufferSize: 0 });
  setTimeout(() => last.increment('done', () => last.close()), 50);
});
