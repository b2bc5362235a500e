// Writable: write callbacks, drain, finish, close.
'use strict';
const { Writable } = require('stream');
const w = new Writable({ highWaterMark: 2, write(c, e, done) { console.log('write', String(c)); process.nextTick(done); } });
console.log(w.write('aa', () => console.log('cb aa')));
console.log(w.write('b', () => console.log('cb b')));
w.on('drain', () => { console.log('drain'); w.end('c', () => console.log('end cb')); });
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
