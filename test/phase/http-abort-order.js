// Destroying a request before it is sent: error, then close.
'use strict';
const http = require('http');
const r = http.get({ port: 9, host: '127.0.0.1' });
r.on('abort', () => console.log('abort'));
r.on('error', (e) => console.log('error', e.code));
r.on('close', () => console.log('close'));
r.destroy();
console.log('sync', r.destroyed);
process.nextTick(() => console.log('tick'));
