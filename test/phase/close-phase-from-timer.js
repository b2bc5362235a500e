// A socket destroyed in a timer: the immediates queued there come before its close event.
'use strict';
const net = require('net');
const server = net.createServer((c) => c.resume().on('error', () => {}));
server.listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => {
    setTimeout(() => {
      s.on('close', () => { console.log('close'); server.close(); });
      s.destroy();
      setImmediate(() => console.log('immediate'));
      process.nextTick(() => console.log('tick'));
      console.log('timer');
    }, 1);
  });
});
