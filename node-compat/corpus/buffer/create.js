'use strict';
console.log(Buffer.from('h\u00e9llo'), Buffer.from([1, 256, -1, '3', 1.9]), Buffer.alloc(3, 'ab'), Buffer.alloc(4, 1), Buffer.from('ff0g', 'hex'), Buffer.from('aGk=', 'base64'), Buffer.from('aGk', 'base64url'), Buffer.from(new ArrayBuffer(3), 1, 1), Buffer.from({ type: 'Buffer', data: [1, 2] }), Buffer.from(Buffer.from('x')), Buffer.of(1, 2));
for (const b of [undefined, null, 5, {}, () => {}, Symbol('x')]) { try { console.log(Buffer.from(b)); } catch (e) { console.log(e.code, e.message); } }
for (const n of [-1, 'x', NaN, 2 ** 53, {}]) { try { Buffer.alloc(n); } catch (e) { console.log(e.code, e.message); } }
