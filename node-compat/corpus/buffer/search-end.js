'use strict';
// The `end` of indexOf(), lastIndexOf() and includes().
const buffer = Buffer.from('this is a buffer is');

function show(method, ...args) {
  try {
    console.log(method, ...args, buffer[method](...args));
  } catch (error) {
    console.log(method, error.name, error.code, error.message);
  }
}

const bounds = [[0, 3], [0, 4], [2, 7], [0, -1], [-4, 100], [5, 2], [3, 'utf8'], [0, 4, 'utf8'], ['utf8'], ['utf8', 5],
                [0, undefined, 'hex'], [0, 'nope'], [0, 3.9], [undefined, 4], [100, 200]];
for (const method of ['indexOf', 'lastIndexOf', 'includes']) {
  for (const value of ['is', 105, Buffer.from('is'), '', Buffer.alloc(0)]) {
    for (const args of bounds) show(method, value, ...args);
  }
  show(method, '6973', 0, 5, 'hex');
  show(method, buffer, 0, 5);
  show(method, {}, 0, 5);
}
const wide = Buffer.from('abcabc', 'utf16le');
console.log(wide.indexOf('c', 0, 4, 'utf16le'), wide.indexOf('c', 0, 6, 'utf16le'), wide.lastIndexOf('c', undefined, 6, 'utf16le'));
console.log(Buffer.prototype.indexOf.call(new Uint8Array([1, 2, 3, 1, 2, 3]), 3, 0, 2));
