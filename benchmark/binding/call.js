'use strict';
// Benchmark: script
// The way from JavaScript into native code and back: small calls through public functions.
const zlib = require('zlib');
const crypto = require('crypto');
const { performance } = require('perf_hooks');

const COUNT = 2000000;
const small = Buffer.from('0123456789abcdef');
const other = Buffer.from('0123456789abcdee');

function measure(name, count, call) {
  call(count / 10);
  const started = process.hrtime.bigint();
  const sum = call(count);
  const ns = Number(process.hrtime.bigint() - started) / count;
  console.log(`RESULT ${name} ${ns.toFixed(1)} ns${sum === 0.5 ? '!' : ''}`);
}

measure('zlib.crc32(16 bytes)', COUNT, (n) => { let s = 0; for (let i = 0; i < n; i++) s = zlib.crc32(small, s); return s; });
measure('performance.now()', COUNT, (n) => { let s = 0; for (let i = 0; i < n; i++) s += performance.now(); return s; });
measure('process.hrtime()', COUNT / 4, (n) => { let s = 0; for (let i = 0; i < n; i++) s += process.hrtime()[1]; return s; });
measure('Buffer.byteLength(16 chars)', COUNT, (n) => { let s = 0; for (let i = 0; i < n; i++) s += Buffer.byteLength(i & 1 ? 'abcdefghijklmnop' : '0123456789abcde\u00e9'); return s; });
measure('buffer.compare(16 bytes)', COUNT, (n) => { let s = 0; for (let i = 0; i < n; i++) s += Buffer.compare(small, other); return s; });
measure('buffer.toString(16 bytes)', COUNT / 4, (n) => { let s = 0; for (let i = 0; i < n; i++) s += small.toString('latin1').length; return s; });
measure('buffer.write(16 chars)', COUNT / 4, (n) => { let s = 0; for (let i = 0; i < n; i++) s += other.write('0123456789abcdee', 'latin1'); return s; });
measure('crypto.timingSafeEqual(16 bytes)', COUNT / 4, (n) => { let s = 0; for (let i = 0; i < n; i++) s += crypto.timingSafeEqual(small, other) ? 1 : 0; return s; });
