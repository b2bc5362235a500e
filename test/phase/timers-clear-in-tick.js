// A timer cleared by a tick, an immediate cleared by a microtask.
'use strict';
const t = setTimeout(() => console.log('must not run'), 1);
const i = setImmediate(() => console.log('must not run'));
process.nextTick(() => clearTimeout(t));
queueMicrotask(() => clearImmediate(i));
process.on('exit', () => console.log('exit'));
