'use strict';
for (const f of [setTimeout, setInterval, setImmediate, queueMicrotask, process.nextTick]) { for (const b of [undefined, 'x', {}]) { try { f(b); } catch (e) { console.log(f.name, e.code, e.message); } } }
const t = setTimeout(() => {}, 10); console.log(t.constructor.name, typeof t[Symbol.toPrimitive](), t.hasRef(), t.close() === t, clearTimeout(), clearTimeout(null), clearTimeout({}), typeof t[Symbol.dispose]);
