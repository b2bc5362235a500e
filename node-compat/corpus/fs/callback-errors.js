'use strict';
const fs = require('fs');
fs.readFile('none', (e) => { console.log(e.message, Object.keys(e)); fs.rename('x', 'y', (e2) => { console.log(e2.message, Object.keys(e2)); fs.mkdir('a/b', (e3) => { console.log(e3.message); fs.exists('x', (v) => { console.log(v); fs.open('x', 'wx', (e4, fd) => { fs.close(fd, (e5) => console.log(e4, e5)); }); }); }); }); });
