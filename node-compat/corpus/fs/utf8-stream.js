'use strict';
// fs.Utf8Stream over a file system in memory: which functions it calls, and the events around them.
const fs = require('fs');

const show = (value) => {
  if (typeof value === 'function') return 'callback';
  if (Buffer.isBuffer(value)) return `<${value}>`;
  return JSON.stringify(value);
};
const failure = (code) => Object.assign(new Error(code), { code });

// `behaviour` gives what write, fsync and open answer; every answer comes in a tick of its own.
function memory(behaviour = {}) {
  const answer = (name, args, usual) => {
    console.log(`  ${name}(${args.map(show)})`);
    return behaviour[name]?.(...args) ?? usual;
  };
  const both = (name, usual) => ({
    [name](...args) {
      const callback = args.pop();
      process.nextTick(() => {
        let result;
        try {
          result = answer(name, args, usual(...args));
        } catch (error) {
          return callback(error);
        }
        callback(null, result);
      });
    },
    [`${name}Sync`]: (...args) => answer(name, args, usual(...args)),
  });
  return {
    ...both('open', () => 42), ...both('mkdir', () => undefined), ...both('fsync', () => undefined),
    ...both('close', () => undefined), ...both('write', (fd, data) => Buffer.byteLength(data)),
  };
}

function make(options, behaviour) {
  const stream = new fs.Utf8Stream({ ...options, fs: memory(behaviour) });
  for (const event of ['ready', 'drain', 'finish', 'close', 'write', 'drop', 'error']) {
    stream.on(event, (value) => console.log(`  ${event}`, value instanceof Error ? value.message : value === undefined ? '' : show(value)));
  }
  return stream;
}

const turn = () => new Promise(setImmediate);
const once = (results) => { let call = 0; return () => { const result = results[call++]; if (result instanceof Error) throw result; return result; }; };

const scenarios = {
  async text(open) {
    const stream = open({ dest: 'file' });
    console.log(stream.write('one'), stream.write('two'), stream.file, stream.writing);
    await turn();
    stream.write('three');
    stream.end();
    await turn();
  },
  async minLength(open) {
    const stream = open({ dest: 'file', minLength: 8, maxWrite: 10, mode: 0o600, append: false, mkdir: true });
    await turn();
    for (let i = 0; i < 7; i++) stream.write(`part${i}`);
    await turn();
    stream.write('x'.repeat(12));
    stream.end();
    await turn();
  },
  async buffers(open) {
    const stream = open({ fd: 42, contentMode: 'buffer', minLength: 8, maxWrite: 10 });
    for (let i = 0; i < 7; i++) stream.write(Buffer.from(`part${i}`));
    await turn();
    stream.end();
    await turn();
  },
  async maxLength(open) {
    const stream = open({ fd: 42, minLength: 20, maxLength: 8 });
    console.log(stream.write('12345'), stream.write('6789'), stream.write('678'));
    stream.destroy();
    stream.destroy();
    await turn();
  },
  async flush(open) {
    const stream = open({ fd: 42, minLength: 20 }, { fsync: once([undefined, failure('EIO'), failure('EINVAL')]) });
    for (const text of ['one', 'two', '']) {
      stream.write(text);
      stream.flush((error) => console.log('  flushed', error?.message ?? error));
      await turn();
    }
    stream.write('four');
    stream.flushSync();
    stream[Symbol.dispose]();
    stream.flush((error) => console.log('  flushed', error.code));
    await turn();
  },
  async fsync(open) {
    const stream = open({ fd: 42, minLength: 20, fsync: true });
    stream.write('one');
    stream.flush((error) => console.log('  flushed', error));
    await turn();
    stream.end();
    await turn();
  },
  async shortWrites(open) {
    const stream = open({ fd: 42 }, { write: once([4, 0, 3]) });
    stream.write('a\u20ac\u20ac\u{1f600}b');
    stream.write('next');
    await turn();
    stream.end();
    await turn();
  },
  async failedWrite(open) {
    const stream = open({ fd: 42 }, { write: once([failure('EIO')]) });
    stream.write('one');
    await turn();
    stream.write('two');
    await turn();
    stream.end();
    await turn();
  },
  async retries(open) {
    const retryEAGAIN = (error, length, rest) => { console.log('  retry?', error.code, length, rest); return error.code === 'EBUSY'; };
    const stream = open({ fd: 42, retryEAGAIN }, { write: once([failure('EBUSY'), undefined, failure('EAGAIN')]) });
    stream.write('one');
    await new Promise((resolve) => stream.once('drain', resolve));
    stream.write('two');
    await turn();
    stream.write('three');
    await turn();
    stream.end();
    await turn();
  },
  async reopen(open) {
    const stream = open({ dest: 'file', minLength: 5 }, { open: once([7, 8, failure('EACCES')]) });
    await turn();
    stream.write('one');
    stream.reopen('other');
    console.log(stream.file);
    await turn();
    stream.write('two');
    await turn();
    try {
      stream.reopen();
    } catch (error) {
      console.log('  thrown', error.message);
    }
    await turn();
    stream.end();
    await turn();
  },
};

(async () => {
  for (const [name, run] of Object.entries(scenarios)) {
    for (const sync of [false, true]) {
      console.log(name, sync ? 'sync' : 'async');
      await run((options, behaviour) => make({ ...options, sync }, behaviour));
    }
  }
  for (const options of [null, {}, { fd: true }, { fd: 1, minLength: -1 }, { fd: 1, minLength: 2 ** 53 }, { fd: 1, minLength: 16384 },
    { fd: 1, maxWrite: 'x' }, { fd: 1, sync: 1 }, { fd: 1, fs: null }, { fd: 1, fs: { write: 1 } }, { fd: 1, contentMode: 'hex' },
    { fd: 1, retryEAGAIN: 1 }]) {
    try {
      new fs.Utf8Stream(options);
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  const text = new fs.Utf8Stream({ fd: 42, fs: memory() });
  const bytes = new fs.Utf8Stream({ fd: 42, fs: memory(), contentMode: 'buffer' });
  for (const call of [() => text.write(Buffer.from('x')), () => bytes.write('x'), () => bytes.write(new Uint8Array(2)),
    () => text.flush(1), () => text.reopen('x'), () => { text.destroy(); text.write('x'); }, () => text.end(), () => text.reopen(),
    () => text.flushSync()]) {
    try {
      call();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
})();
