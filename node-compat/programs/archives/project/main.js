'use strict';
const tar = require('tar'); const JSZip = require('jszip'); const pako = require('pako'); const fs = require('fs');
(async () => {
  fs.mkdirSync('t/u', { recursive: true }); fs.writeFileSync('t/a.txt', 'a'.repeat(3000)); fs.writeFileSync('t/u/b.txt', 'b'); await tar.create({ gzip: true, file: 'o.tgz', portable: true, mtime: new Date(0) }, ['t']); const names = []; await tar.list({ file: 'o.tgz', onReadEntry: (e) => names.push([e.path, e.size, e.type]) }); console.log(names); fs.mkdirSync('x'); await tar.extract({ file: 'o.tgz', cwd: 'x', strip: 1 }); console.log(fs.readFileSync('x/a.txt', 'utf8').length, fs.readdirSync('x')); fs.rmSync('o.tgz');
  const zip = new JSZip(); zip.file('h.txt', 'hello'); zip.folder('f').file('i.txt', 'inner'); const data = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }); const back = await JSZip.loadAsync(data); console.log(Object.keys(back.files), await back.file('f/i.txt').async('string')); console.log(pako.inflate(pako.deflate('text'), { to: 'string' }), require('zlib').inflateSync(pako.deflate('both')).toString()); fs.rmSync('x', { recursive: true }); fs.rmSync('t', { recursive: true });
})();
