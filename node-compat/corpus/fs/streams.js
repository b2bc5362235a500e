'use strict';
const fs = require('fs'); fs.writeFileSync('a', '0123456789');
const r = fs.createReadStream('a', { start: 2, end: 7, highWaterMark: 4, encoding: 'utf8' }); r.on('data', (d) => console.log('data', d)); r.on('close', () => { console.log(r.bytesRead, r.path, r.fd, r.pending); const w = fs.createWriteStream('b', { flags: 'a' }); w.write('x'); w.end('y', () => { console.log('end', w.bytesWritten); }); w.on('close', () => console.log(String(fs.readFileSync('b')))); });
for (const o of [{ start: 5, end: 2 }, { start: -1 }, { start: 'x' }, { encoding: 'zz' }]) { try { fs.createReadStream('a', o); } catch (e) { console.log(e.code, e.message); } }
