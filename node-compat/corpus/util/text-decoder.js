'use strict';
for (const [enc, bytes] of [['utf-8', [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xff]], ['utf-16le', [0x61, 0, 0xe9, 0]], ['latin1', [0xe9, 0x80]], ['shift_jis', [0x82, 0xa0]], ['euc-kr', [0xb0, 0xa1]], ['utf-16be', [0, 0x61]]]) {
  const d = new TextDecoder(enc); console.log(d.encoding, d.fatal, d.ignoreBOM, JSON.stringify(d.decode(new Uint8Array(bytes))));
}
try { new TextDecoder('nope'); } catch (e) { console.log(e.name, e.code, e.message); }
try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])); } catch (e) { console.log(e.name, e.code, e.message); }
const s = new TextDecoder(); console.log(JSON.stringify(s.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + s.decode(new Uint8Array([0xac]))), new TextEncoder().encode('\u20ac\ud800'), new TextEncoder().encodeInto('ab\u20ac', new Uint8Array(4)));
