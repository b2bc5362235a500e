// An error in the middle destroys every stream of the pipeline, then calls back.
'use strict';
const { pipeline, Readable, Transform, Writable } = require('stream');
const r = Readable.from([1, 2, 3]);
const t = new Transform({ objectMode: true, transform(c, e, done) { done(c === 2 ? new Error('two') : null, c); } });
const w = new Writable({ objectMode: true, write(c, e, done) { console.log('write', c); done(); } });
for (const [name, s] of [['r', r], ['t', t], ['w', w]]) s.on('close', () => console.log('close', name));
pipeline(r, t, w, (e) => console.log('callback', e.message));
