// A zlib stream emits data, then end, then close.
'use strict';
const zlib = require('zlib');
const d = zlib.createDeflate();
d.on('data', (c) => console.log('data', c.length > 0));
d.on('end', () => console.log('end'));
d.on('close', () => console.log('close'));
d.on('finish', () => console.log('finish'));
d.write('abc'); d.end('def');
console.log('sync');
