'use strict';
const { MIMEType } = require('util');
const m = new MIMEType('Text/HTML; charset="utf-8"; q=1'); console.log(String(m), m.type, m.subtype, m.essence, m.params.get('charset'), [...m.params]);
m.params.set('x', 'a b'); m.type = 'application'; console.log(String(m), JSON.stringify(m));
for (const b of ['', 'x', 'a/', '/b', 'a b/c']) { try { new MIMEType(b); } catch (e) { console.log(e.code, e.message); } }
