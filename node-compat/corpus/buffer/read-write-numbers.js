'use strict';
const b = Buffer.alloc(16);
b.writeUInt32BE(0xdeadbeef, 0); b.writeInt16LE(-2, 4); b.writeDoubleBE(1.5, 8); console.log(b, b.readUInt32LE(0), b.readInt8(0), b.readDoubleBE(8), b.readBigUInt64BE(0), b.readUIntBE(0, 6), b.readIntLE(0, 3), b.readFloatLE(8));
for (const f of [() => b.readInt8(16), () => b.readUInt16LE(-1), () => b.writeInt8(200), () => b.writeUInt8(-1), () => b.readUIntBE(0, 7), () => b.readInt8(1.5), () => b.readInt8('x'), () => b.writeBigInt64LE(2n ** 63n), () => b.writeUInt32BE(1, 14)]) { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } }
