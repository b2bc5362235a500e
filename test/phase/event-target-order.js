// EventTarget dispatch is synchronous; a listener's error becomes uncaughtException in a tick.
'use strict';
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
const t = new EventTarget();
t.addEventListener('x', () => { console.log('1'); throw new Error('one'); });
t.addEventListener('x', () => console.log('2'));
t.dispatchEvent(new Event('x'));
console.log('sync');
process.nextTick(() => console.log('tick'));
