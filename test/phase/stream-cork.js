// cork and uncork: one writev, callbacks in order.
'use strict';
const { Writable } = require('stream');
const w = new Writable({ writev(chunks, done) { console.log('writev', chunks.map((c) => String(c.chunk)).join()); done(); } });
w.cork();
w.write('a', () => console.log('cb a')); w.write('b', () => console.log('cb b'));
process.nextTick(() => w.uncork());
w.on('finish', () => console.log('finish'));
setImmediate(() => w.end());
