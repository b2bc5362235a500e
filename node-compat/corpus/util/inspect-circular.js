'use strict';
const a = { name: 'a' }; a.self = a; a.list = [a, { a }]; const m = new Map(); m.set('m', m); const s = new Set(); s.add(s);
console.log(a, m, s); const b = { c: {} }; b.c.b = b; b.c.c = b.c; console.log(b);
