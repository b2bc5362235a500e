// A Readable that pushes synchronously: read in a tick, data, end, close.
'use strict';
const { Readable } = require('stream');
let n = 0;
const r = new Readable({ read() { console.log('read', n); this.push(n < 3 ? String(n++) : null); } });
r.on('data', (d) => console.log('data', String(d)));
r.on('end', () => console.log('end'));
r.on('close', () => console.log('close'));
process.nextTick(() => console.log('tick'));
console.log('sync');
