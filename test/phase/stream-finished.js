// stream.finished is called in a tick after the stream has closed.
'use strict';
const { finished, Writable } = require('stream');
const w = new Writable({ write(c, e, done) { done(); } });
finished(w, (e) => console.log('finished', e));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
w.end('x');
console.log('sync');
