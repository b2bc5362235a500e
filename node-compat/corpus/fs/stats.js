'use strict';
const fs = require('fs'); fs.writeFileSync('f', 'abc'); fs.chmodSync('f', 0o640); fs.utimesSync('f', 1, 2.5);
const s = fs.statSync('f'); console.log(Object.keys(s), s.size, (s.mode & 0o777).toString(8), s.mtimeMs, s.atime.toISOString(), s.isFile(), s.isDirectory(), s.isFIFO(), s.constructor.name);
const b = fs.statSync('f', { bigint: true }); console.log(Object.keys(b), b.size, b.mtimeNs, b.constructor.name); console.log(fs.statSync('none', { throwIfNoEntry: false }), fs.lstatSync('.').isDirectory(), typeof fs.statfsSync('.').bsize);
