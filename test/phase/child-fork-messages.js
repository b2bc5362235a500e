// IPC messages arrive in order; disconnect and exit may come in the same turn, in either order.
// Tag: undetermined
'use strict';
if (process.argv[2] === 'child') {
  process.on('message', (m) => { process.send(m * 2); if (m === 3) process.disconnect(); });
} else {
  const c = require('child_process').fork(__filename, ['child']);
  c.on('message', (m) => console.log('message', m));
  c.on('disconnect', () => console.log('disconnect'));
  c.on('exit', (code) => console.log('exit', code));
  c.send(1); c.send(2); c.send(3);
}
