'use strict';
// The order of events and callbacks when streams end, fail and are destroyed, with and without autoDestroy and emitClose.
const { Duplex, Readable, Transform, Writable } = require('stream');

let log = [];
process.on('uncaughtException', (error) => log.push(`uncaught ${error.message}`));

const callback = (name) => (error) => log.push(error ? `${name}!${error.code ?? error.message}` : name);

function watch(stream) {
  for (const name of ['data', 'end', 'prefinish', 'finish', 'error', 'close']) {
    stream.on(name, (value) => log.push(value === undefined ? name : `${name}:${value.code ?? value.message ?? value}`));
  }
  return stream;
}

const readable = (options) => watch(new Readable({ read() {}, ...options }));
const writable = (options) => watch(new Writable({ write(chunk, encoding, done) { done(); }, ...options }));

const scenes = {
  readToEnd(o) { readable(o).push('a'); const r = readable(o); r.push('b'); r.push(null); return r; },
  destroyReadable(o) { const r = readable(o); r.push('a'); r.destroy(); return r; },
  destroyTwice(o) { const r = readable(o); r.destroy(new Error('one')); r.destroy(new Error('two')); return r; },
  destroyAtEnd(o) { const r = readable(o); r.on('end', () => r.destroy(new Error('late'))); r.push(null); return r; },
  pushAfterEnd(o) { const r = readable(o); r.push(null); r.push('x'); return r; },
  readThrows(o) { return readable({ ...o, read() { throw new Error('read'); } }); },
  writeAndEnd(o) { const w = writable(o); w.write('a', callback('wrote')); w.end('b', callback('ended')); return w; },
  endTwice(o) { const w = writable(o); w.end(callback('first')); w.end(callback('second')); return w; },
  writeAfterEnd(o) { const w = writable(o); w.end(); w.write('x', callback('wrote')); return w; },
  destroyWhileWriting(o) {
    const w = writable({ ...o, write() {} });
    w.write('a', callback('one'));
    w.write('b', callback('two'));
    w.end(callback('ended'));
    w.destroy();
    return w;
  },
  writeFails(o) {
    const w = writable({ ...o, write(chunk, encoding, done) { done(new Error('write')); } });
    w.write('a', callback('one'));
    w.write('b', callback('two'));
    w.end(callback('ended'));
    return w;
  },
  callbackTwice(o) { const w = writable({ ...o, write(c, e, done) { done(); done(); } }); w.write('a'); return w; },
  finalFails(o) { const w = writable({ ...o, final(done) { done(new Error('final')); } }); w.end(callback('ended')); return w; },
  constructLater(o) {
    const w = writable({ ...o, construct(done) { log.push('construct'); setImmediate(done); } });
    w.write('a', callback('wrote'));
    w.end();
    return w;
  },
  constructFails(o) {
    const w = writable({ ...o, construct(done) { setImmediate(done, new Error('construct')); } });
    w.write('a', callback('wrote'));
    return w;
  },
  transforms(o) {
    const t = watch(new Transform({
      ...o,
      transform(chunk, encoding, done) { done(null, `${chunk}!`); },
      flush(done) { done(null, 'rest'); },
    }));
    t.write('a');
    t.end('b');
    return t;
  },
  flushFails(o) {
    const t = watch(new Transform({ ...o, transform(c, e, done) { done(); }, flush(done) { done(new Error('flush')); } }));
    t.end('a', callback('ended'));
    return t;
  },
  halfOpen(o) {
    const d = watch(new Duplex({ ...o, allowHalfOpen: false, read() {}, write(c, e, done) { done(); } }));
    d.push(null);
    return d;
  },
};

const turns = async (count) => { while (count-- > 0) await new Promise(setImmediate); };

(async () => {
  for (const autoDestroy of [true, false]) {
    for (const emitClose of [true, false]) {
      for (const [name, play] of Object.entries(scenes)) {
        log = [];
        const stream = play({ autoDestroy, emitClose });
        await turns(5);
        console.log(name, autoDestroy, emitClose, log.join(' '), stream.destroyed, stream.closed, stream.errored?.message);
      }
    }
  }
})();
