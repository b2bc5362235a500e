// destroy(error): _destroy at once, error and close in a tick.
'use strict';
const { Readable } = require('stream');
const r = new Readable({ read() {}, destroy(e, done) { console.log('_destroy'); done(e); } });
r.on('error', (e) => console.log('error', e.message));
r.on('close', () => console.log('close'));
r.destroy(new Error('x'));
console.log('sync');
process.nextTick(() => console.log('tick'));
