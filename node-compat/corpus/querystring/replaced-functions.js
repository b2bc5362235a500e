'use strict';
// What users put in place of escape() and unescape(), decoders that throw, and unescapeBuffer() of other things than strings.
const qs = require('querystring');

function show(label, run) {
  try {
    console.log(label, JSON.stringify(run()));
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

for (const input of ['a%41%zz%4', '+%2B', Buffer.from('%41b'), ['%', '4', '1'], { length: 3, toString: () => '%41' }]) {
  show('unescapeBuffer', () => qs.unescapeBuffer(input).toString('latin1'));
  show('unescapeBuffer, spaces', () => qs.unescapeBuffer(input, true).toString('latin1'));
}
for (const query of ['a=b&c=%41&d=+', '=&a&=b', '%zz=1&a=%C3%28']) {
  show(query, () => qs.parse(query, null, null, { decodeURIComponent: (text) => text.toUpperCase() }));
  show(query, () => qs.parse(query, null, null, { decodeURIComponent() { throw new Error('decoder'); } }));
}
const { escape, unescape } = qs;
qs.escape = (text) => `<${text}>`;
qs.unescape = (text) => `{${text}}`;
show('stringify', () => qs.stringify({ a: 'b', c: 1, d: ['x', true], e: null }));
show('parse', () => qs.parse('a=b&c=%41&d=+'));
qs.unescape = () => { throw new Error('unescape'); };
show('parse', () => qs.parse('a=b'));
qs.escape = null;
qs.unescape = 5;
show('stringify', () => qs.stringify({ a: 'b' }));
show('parse', () => qs.parse('a=b'));
Object.assign(qs, { escape, unescape });
show('restored', () => qs.parse(qs.stringify({ 'a b': '\u00e4' })));
