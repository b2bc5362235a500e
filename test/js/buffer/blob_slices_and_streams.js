'use strict';
const assert = require('assert');
const { Blob, File } = require('buffer');

(async () => {
  const source = new Uint8Array([1, 2, 3]);
  const blob = new Blob(['ab', source, new Blob(['cd'])], { type: 'Text/PLAIN' });
  source[0] = 99;  // a blob copies what it is made of
  assert.deepStrictEqual([...await blob.bytes()], [97, 98, 1, 2, 3, 99, 100]);
  assert.strictEqual(blob.type, 'text/plain');
  assert.deepStrictEqual([...await blob.slice(1, -1).bytes()], [98, 1, 2, 3, 99]);
  assert.strictEqual(blob.slice(5, 2).size, 0);
  const file = new File([blob], 'name', { lastModified: 7 });
  assert.strictEqual(await file.slice(-2).text(), 'cd');
  assert.strictEqual(file.lastModified, 7);
  if (typeof ReadableStream === 'function') {
    const chunks = [];
    for await (const chunk of blob.stream()) chunks.push(...chunk);
    assert.deepStrictEqual(chunks, [97, 98, 1, 2, 3, 99, 100]);
  }
})();
