// A Writable that finishes synchronously calls write callbacks in a tick.
'use strict';
const { Writable } = require('stream');
const w = new Writable({ write(c, e, done) { console.log('write', String(c)); done(); } });
w.write('1', () => console.log('cb 1'));
w.write('2', () => console.log('cb 2'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
console.log('sync');
