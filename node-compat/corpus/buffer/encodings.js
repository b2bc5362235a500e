'use strict';
const b = Buffer.from('caf\u00e9 \u20ac \u{1f600}');
for (const e of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'ucs2', 'utf16le', 'binary', 'UTF-8']) console.log(e, Buffer.isEncoding(e), JSON.stringify(b.toString(e)), b.toString(e, 2, 6), Buffer.byteLength('caf\u00e9', e), Buffer.from('caf\u00e9', e));
try { b.toString('nope'); } catch (e) { console.log(e.code, e.message); }
