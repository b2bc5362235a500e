// A destroyed socket emits close in the closing phase: after ticks, microtasks and this turn's immediates.
'use strict';
const net = require('net');
const server = net.createServer((c) => c.resume().on('error', () => {}));
server.listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => {
    setImmediate(() => {
      s.on('close', () => { console.log('close'); server.close(); });
      setImmediate(() => console.log('immediate of the next turn'));
      s.destroy();
      process.nextTick(() => console.log('tick'));
      Promise.resolve().then(() => console.log('microtask'));
      console.log('immediate 1');
    });
    setImmediate(() => console.log('immediate 2'));
  });
});
