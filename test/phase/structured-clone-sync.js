// structuredClone is synchronous.
'use strict';
const a = { n: [1, 2] };
const b = structuredClone(a);
a.n.push(3);
console.log(b.n.length);
