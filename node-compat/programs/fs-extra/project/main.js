'use strict';
const fs = require('fs-extra'); const { rimraf } = require('rimraf'); const { mkdirp } = require('mkdirp'); const gfs = require('graceful-fs'); const chokidar = require('chokidar');
(async () => {
  await fs.outputJson('d/e/f.json', { a: 1 }, { spaces: 1 }); console.log(await fs.readJson('d/e/f.json'), await fs.pathExists('nope')); await fs.copy('d', 'd2'); await fs.move('d2/e', 'd3'); await fs.ensureSymlink('d3/f.json', 'link'); console.log(fs.readdirSync('.').filter((n) => n !== 'node_modules'), await mkdirp('m/n/o') !== undefined); await fs.emptyDir('d'); await rimraf('m'); console.log(fs.existsSync('m'), fs.readdirSync('d')); try { await fs.readJson('main.js'); } catch (e) { console.log(e.name); }
  gfs.readFile('d3/f.json', 'utf8', (e, t) => { console.log(t.trim());
    fs.mkdirSync('watched'); const w = chokidar.watch('watched', { ignoreInitial: true }); w.on('ready', () => setTimeout(() => fs.writeFileSync('watched/x', '1'), 100)); w.on('add', (p) => { console.log('add', p); w.close().then(() => { console.log('closed'); process.exit(); }); }); });
})();
