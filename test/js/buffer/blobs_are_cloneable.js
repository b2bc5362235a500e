'use strict';
const assert = require('assert');
const { Blob, File } = require('buffer');

(async () => {
  const blob = new Blob(['hello ', 'world'], { type: 'a/b' });
  const { list: [copy] } = structuredClone({ list: [blob.slice(2)] });
  assert(copy instanceof Blob);
  assert.strictEqual(await copy.text(), 'llo world');
  const file = structuredClone(new File([blob], 'name', { lastModified: 3, type: 'x' }));
  assert(file instanceof File);
  assert.deepStrictEqual([file.name, file.lastModified, file.type, await file.text()], ['name', 3, 'x', 'hello world']);
  // The pool of small buffers is shared by strangers: nobody may take it away.
  const small = Buffer.from('abc');
  assert.throws(() => structuredClone(small, { transfer: [small.buffer] }), { name: 'DataCloneError' });
  assert.strictEqual(small.toString(), 'abc');
})();
