// A message on a MessagePort comes after ticks, microtasks; ports close in a later turn.
'use strict';
const { port1, port2 } = new MessageChannel();
port2.on('message', (m) => { console.log('message', m); if (m === 2) { port1.close(); } });
port2.on('close', () => console.log('close'));
port1.postMessage(1); port1.postMessage(2);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
