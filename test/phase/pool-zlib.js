// zlib.gzip completes from the pool; its callback may queue immediates before timers.
'use strict';
const zlib = require('zlib');
zlib.gzip('hello', (e, data) => {
  console.log('gzip', data.length > 0);
  zlib.gunzip(data, (e2, back) => {
    console.log('gunzip', String(back));
    process.nextTick(() => console.log('tick'));
  });
});
process.nextTick(() => console.log('main tick'));
