// Dependent fs calls complete one after the other.
'use strict';
const fs = require('fs');
fs.open(__filename, 'r', (error, fd) => {
  console.log('open', error);
  fs.read(fd, Buffer.alloc(8), 0, 8, 0, (e, n) => {
    console.log('read', e, n);
    fs.close(fd, (e2) => { console.log('close', e2); });
    setImmediate(() => console.log('immediate after read'));
  });
});
