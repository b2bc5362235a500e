'use strict';
const b = Buffer.from('abcdef'); const s = b.subarray(1, -1); s[0] = 0x7a; console.log(b.toString(), s.toString(), b.slice(-2).toString(), Buffer.compare(b, s), b.equals(Buffer.from('azcdef')), b.compare(Buffer.from('abc'), 0, 3, 0, 1), Buffer.concat([b, s], 8), Buffer.concat([]), b.copy(Buffer.alloc(3), 0, 2), b.toJSON(), [...b.entries()].length, b.at(-1));
console.log(b.fill('xy', 1, 4).toString(), b.write('123', 4), b.toString(), b.swap16().toString(), Buffer.from([1, 2, 3, 4]).swap32(), b.readUInt8(0), Buffer.poolSize, b.parent === b.buffer, b.offset === b.byteOffset);
