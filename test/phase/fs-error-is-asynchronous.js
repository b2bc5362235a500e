// A failing fs call reports in the poll phase, not at once.
'use strict';
const fs = require('fs');
fs.readFile('/nonexistent/file', (error) => {
  console.log('callback', error.code);
  fs.promises.access('/nonexistent/file').catch((e) => console.log('promise', e.code));
});
console.log('sync');
process.nextTick(() => console.log('tick'));
