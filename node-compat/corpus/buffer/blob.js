'use strict';
(async () => {
  const blob = new Blob(['abc', new Uint8Array([100]), new Blob(['e'])], { type: 'Text/Plain' });
  console.log(blob, blob.size, blob.type, await blob.text(), await blob.slice(1, 3).text(), (await blob.arrayBuffer()).byteLength);
  const f = new File(['x'], 'n.txt', { lastModified: 5, type: 'a/b' }); console.log(f.name, f.size, f.lastModified, f.type, Object.prototype.toString.call(f));
  for await (const c of blob.stream()) console.log(c); try { new Blob('x'); } catch (e) { console.log(e.code, e.message); }
})();
