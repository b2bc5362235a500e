'use strict';
const qs = require('querystring');
for (const s of ['a=1&b=2&a=3', 'a=%E9&b=%zz', '=x&y=', 'a+b=c+d', '&&', 'a&b', 'x=%F0%9F%98%80']) console.log(JSON.stringify(qs.parse(s)), qs.stringify(qs.parse(s)));
console.log(qs.parse('a:1;b:2', ';', ':'), qs.stringify({ a: [1, true, null, undefined, NaN, 5n, {}], b: '' }, ';', ':'), qs.escape('\u00e9 !\'()*'), qs.unescape('%41%'), qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }));
try { qs.escape('\ud800'); } catch (e) { console.log(e.code, e.message); } try { qs.stringify({ a: '\udc00x' }); } catch (e) { console.log(e.code); }
