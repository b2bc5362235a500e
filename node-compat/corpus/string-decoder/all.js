'use strict';
const { StringDecoder } = require('string_decoder');
for (const [e, s] of [['utf8', '\u20ac\u{1f600}x'], ['utf16le', 'a\u{1f600}'], ['base64', 'hello'], ['hex', 'hi'], ['latin1', '\u00e9']]) { const d = new StringDecoder(e); const b = Buffer.from(s); const out = []; for (const x of b) out.push(d.write(Buffer.from([x]))); console.log(e, d.encoding, JSON.stringify(out), JSON.stringify(d.end())); }
const d = new StringDecoder(); console.log(JSON.stringify(d.write(Buffer.from([0xe2, 0x82])) + d.end() + d.end(Buffer.from([0xff, 0x41])))); try { new StringDecoder('zz'); } catch (e) { console.log(e.code, e.message); } try { d.write(5); } catch (e) { console.log(e.code, e.message); }
