// fs.createReadStream: open, ready, data, end, close.
'use strict';
const fs = require('fs');
const r = fs.createReadStream(__filename, { highWaterMark: 1 << 16 });
for (const name of ['open', 'ready', 'end', 'close']) r.on(name, () => console.log(name));
r.on('data', (d) => console.log('data', d.length > 0));
console.log('sync');
