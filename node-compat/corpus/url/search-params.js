'use strict';
const p = new URLSearchParams('a=1&b=2&a=3&c');
console.log(p, [...p], p.getAll('a'), p.has('a', '3'), p.size, String(p));
p.append('d', '\u00e9 &='); p.delete('a', '1'); p.set('b', 'x'); p.sort(); console.log(p.toString());
console.log(new URLSearchParams({ a: 1, b: [1, 2] }), new URLSearchParams([['x', 'y']]), p.keys(), p.entries());
for (const bad of [[['a']], [1], [['a', 'b', 'c']], { [Symbol.iterator]: 1 }]) {
  try { console.log(new URLSearchParams(bad)); } catch (e) { console.log(e.code, e.message); }
}
