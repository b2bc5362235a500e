'use strict';
const fs = require('fs'); fs.writeFileSync('a', '1'); fs.symlinkSync('a', 's'); fs.linkSync('a', 'h'); console.log(fs.readlinkSync('s'), fs.readlinkSync('s', 'buffer'), fs.statSync('h').nlink, fs.realpathSync('s').endsWith('/a'), fs.realpathSync.native('s').endsWith('/a'), fs.lstatSync('s').isSymbolicLink());
fs.renameSync('a', 'b'); console.log(fs.existsSync('s'), fs.existsSync('b')); fs.copyFileSync('b', 'c'); try { fs.copyFileSync('b', 'c', fs.constants.COPYFILE_EXCL); } catch (e) { console.log(e.message); } fs.mkdirSync('d'); fs.cpSync('d', 'e', { recursive: true }); try { fs.cpSync('d', 'g'); } catch (e) { console.log(e.code, e.name); }
console.log(fs.mkdtempSync('t-').length, fs.readdirSync('.').filter((n) => !n.startsWith('t-')));
