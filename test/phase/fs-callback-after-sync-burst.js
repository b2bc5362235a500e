// However long the main module computes, I/O callbacks wait for its end.
'use strict';
const fs = require('fs');
fs.stat(__filename, () => console.log('io'));
const end = Date.now() + 30;
while (Date.now() < end);
console.log('sync done');
process.nextTick(() => console.log('tick'));
