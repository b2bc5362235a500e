'use strict';
const { isUtf8, isAscii, transcode, atob: a, btoa: b } = require('buffer');
console.log(isUtf8(Buffer.from([0xc3, 0xa9])), isUtf8(Buffer.from([0xff])), isAscii(Buffer.from('x')), isAscii(Buffer.from('\u00e9')), transcode(Buffer.from('\u20ac'), 'utf8', 'ascii'), transcode(Buffer.from('\u00e9'), 'utf8', 'utf16le'), atob('aGk='), btoa('hi'));
for (const f of [() => btoa('\u20ac'), () => atob('a'), () => atob(), () => a('*')]) { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } }
