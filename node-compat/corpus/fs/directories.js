'use strict';
const fs = require('fs');
console.log(fs.mkdirSync('a/b/c', { recursive: true }).endsWith('/a'), fs.mkdirSync('a/b', { recursive: true })); fs.writeFileSync('a/f', ''); fs.symlinkSync('f', 'a/l');
console.log(fs.readdirSync('a'), fs.readdirSync('a', { withFileTypes: true }).map((d) => [d.name, d.isFile(), d.isDirectory(), d.isSymbolicLink(), d.parentPath]), fs.readdirSync('.', { recursive: true }).sort());
const d = fs.opendirSync('a'); console.log(d.path, [d.readSync().name, d.readSync().name, d.readSync().name].sort(), d.readSync()); d.closeSync(); try { d.readSync(); } catch (e) { console.log(e.code); }
try { fs.rmdirSync('a'); } catch (e) { console.log(e.message); } try { fs.rmSync('a'); } catch (e) { console.log(e.code, e.message); } fs.rmSync('a', { recursive: true }); fs.rmSync('none', { force: true }); console.log(fs.existsSync('a'));
