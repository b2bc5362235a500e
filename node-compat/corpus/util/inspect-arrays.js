'use strict';
console.log([1, , 3], new Array(5), Array.from({ length: 120 }, (_, i) => i), [1, 2, 3].concat(Object.assign([], { x: 1 })));
console.log(Array.from({ length: 30 }, (_, i) => 'item ' + i), new Uint8Array(3), new Float64Array([1.5, -0]), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)));
console.log(['a'.repeat(80), 'b'], [['a', 'b'], ['c']], Array.from({ length: 7 }, (_, i) => ({ id: i })));
