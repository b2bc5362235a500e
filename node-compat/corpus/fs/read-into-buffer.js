'use strict';
// readFile() into memory of the caller's; signal and throwIfNoEntry of stat().
const fs = require('fs');
const { promisify } = require('util');
fs.writeFileSync('a', 'hello world');
fs.writeFileSync('empty', '');
const forms = {
  callback: promisify(fs.readFile), sync: fs.readFileSync, promise: fs.promises.readFile,
  handle: async (path, options) => {
    await using handle = await fs.promises.open(path);
    return await handle.readFile(options);
  },
};
const sources = [
  Buffer.alloc(20), Buffer.alloc(11), Buffer.alloc(5), new Uint8Array(new ArrayBuffer(64), 5, 20), new Float64Array(4), new DataView(new ArrayBuffer(20), 3),
  (size) => Buffer.alloc(size + 2), () => Buffer.alloc(1), () => 1, () => { throw new Error('mine'); }, null, 1, 'x', new ArrayBuffer(20), undefined,
];
(async () => {
  for (const name of Object.keys(forms)) {
    for (const path of ['a', 'empty', 'nope']) {
      for (const buffer of sources) {
        for (const encoding of [undefined, 'latin1']) {
          try {
            const content = await forms[name](path, { buffer, encoding });
            console.log(name, path, String(content), content.length, ArrayBuffer.isView(buffer) && content.buffer === buffer.buffer);
          } catch (error) {
            console.log(name, path, error.code, error.message);
          }
        }
      }
    }
  }
  for (const stat of ['stat', 'lstat']) {
    for (const path of ['nope', 'a/b']) {
      const options = { throwIfNoEntry: false };
      for (const form of [promisify(fs[stat]), fs.promises[stat], async (...args) => fs[`${stat}Sync`](...args)]) {
        console.log(stat, path, await form(path, options).catch((error) => error.message));
      }
    }
  }
  fs.stat('a', { signal: AbortSignal.abort('why') }, (error) => console.log(error.name, error.cause));
  console.log('after');
})();
