'use strict';
// MIMEType.parse, names of parameters in any case, where errors say they are.
const { MIMEParams, MIMEType } = require('util');
const show = (name, call) => {
  try { console.log(name, call()); } catch (error) { console.log(name, error.code, error.message); }
};
for (const text of ['TEXT/HTML; Charset=UTF-8', 'a', 'a/', '/b', 'a/b/c', 'a /b', ' a b/c', ' a/ b(', ' a/(b ', '  ', 'a(',
                    'a/b;c="d', 'a/b;c="d\\"e"', 'a/b;;;c=d', 'a/b;C=D;c=e', 'a/b;\u00e9=d', 'a/b;c=\u0100', 'a/b;=d']) {
  show(JSON.stringify(text), () => `${new MIMEType(text)}`);
  show('parse', () => `${MIMEType.parse(text)}`);
}
show('symbol', () => MIMEType.parse(Symbol('x')));
const params = new MIMEParams();
params.set('B', '"q\\');
params.set('a', 'b c');
params.set(undefined, null);
console.log(`${params}`, params.get('b'), params.has('A'), params.get(), params.delete('B'), `${params}`);
for (const name of ['\u00c5', 'A B', '']) show(name, () => params.set(name, 'x'));
for (const value of ['\u0100X', '']) show(value, () => `${params.set('X', value)}${params}`);
