'use strict';
// Small buffers share one memory; none may see another's bytes, whatever mix of ways made them.
const assert = require('assert');

const made = [];
for (let i = 0; i < 5000; i++) {
  const byte = i % 251;
  const text = String.fromCharCode(97 + i % 26).repeat(i % 40);
  made.push([Buffer.allocUnsafe(i % 70).fill(byte), (b) => b.every((x) => x === byte)]);
  made.push([Buffer.from(text), (b) => b.toString() === text]);
  made.push([Buffer.from(text, 'latin1'), (b) => b.latin1Slice() === text]);
  made.push([Buffer.from('\u20ac' + text), (b) => b.toString() === '\u20ac' + text]);
  made.push([Buffer.from([byte, 1, 2]), (b) => b[0] === byte && b.length === 3]);
  made.push([Buffer.concat([Buffer.from(text), Buffer.from([byte])]), (b) => b[b.length - 1] === byte]);
  made.push([Buffer.from(Buffer.from(text).toString('base64'), 'base64'), (b) => b.toString() === text]);
}
for (const [buffer, check] of made) assert(check(buffer));
assert.notStrictEqual(new Set(made.map(([b]) => b.buffer)).size, made.length);
