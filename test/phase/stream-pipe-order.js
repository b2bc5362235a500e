// pipe: the source's end ends the destination.
'use strict';
const { Readable, Writable } = require('stream');
const r = Readable.from(['a', 'b', 'c']);
const w = new Writable({ objectMode: true, write(c, e, done) { console.log('write', c); setImmediate(done); } });
w.on('pipe', () => console.log('pipe'));
w.on('unpipe', () => console.log('unpipe'));
r.on('end', () => console.log('end'));
w.on('finish', () => console.log('finish'));
r.pipe(w);
