// Which phase emits 'close'? The last of a turn, after the immediates.
'use strict';
const { MessageChannel } = require('worker_threads');
const { port1, port2 } = new MessageChannel();
port2.on('message', () => {
  console.log('message');
  port2.on('close', () => console.log('close'));
  port2.close();
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
});
port1.postMessage('x');
