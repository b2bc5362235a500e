'use strict';
const zlib = require('zlib'); const c = zlib.constants; for (const k of Object.keys(c).filter((k) => /^(Z_|BROTLI_(PARAM|OPERATION|MODE|DEFAULT|MIN|MAX)|GZIP|INFLATE|DEFLATE|ZSTD_(c|d)_)/.test(k))) console.log(k, c[k]); console.log(zlib.codes);
