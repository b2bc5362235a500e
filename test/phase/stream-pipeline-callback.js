// pipeline calls back once, after every stream has closed.
'use strict';
const { pipeline, Readable, Transform, Writable } = require('stream');
const t = new Transform({ objectMode: true, transform(c, e, done) { done(null, c * 2); }, flush(done) { console.log('flush'); done(); } });
const w = new Writable({ objectMode: true, write(c, e, done) { console.log('write', c); done(); }, final(done) { console.log('final'); done(); } });
w.on('close', () => console.log('close'));
pipeline(Readable.from([1, 2, 3]), t, w, (e) => console.log('callback', e));
