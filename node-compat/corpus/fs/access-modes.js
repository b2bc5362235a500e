'use strict';
const fs = require('fs'); fs.writeFileSync('a', ''); console.log(fs.accessSync('a', fs.constants.R_OK | fs.constants.W_OK), fs.constants.O_RDONLY, fs.constants.O_CREAT, fs.F_OK === undefined || fs.F_OK); try { fs.accessSync('a', 99); } catch (e) { console.log(e.code, e.message); } try { fs.accessSync('a', fs.constants.X_OK); } catch (e) { console.log(e.code, e.message); }
console.log(fs.constants);
