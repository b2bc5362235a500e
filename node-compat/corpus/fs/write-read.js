'use strict';
const fs = require('fs');
fs.writeFileSync('a', 'hello'); fs.appendFileSync('a', Buffer.from(' world')); console.log(fs.readFileSync('a', 'utf8'), fs.readFileSync('a', { encoding: 'hex' }), fs.readFileSync('a').length);
fs.writeFileSync('a', 'XX', { flag: 'r+' }); console.log(String(fs.readFileSync('a'))); try { fs.writeFileSync('a', '', { flag: 'wx' }); } catch (e) { console.log(e.message); }
const fd = fs.openSync('a', 'r+'); console.log(fs.writeSync(fd, 'abc', 3), fs.readSync(fd, Buffer.alloc(4), { position: 1 }), fs.writevSync(fd, [Buffer.from('1'), Buffer.from('2')], 0), fs.fstatSync(fd).size); fs.ftruncateSync(fd, 4); fs.closeSync(fd); console.log(String(fs.readFileSync('a')));
