// An I/O callback that throws does not lose the callbacks after it.
'use strict';
const fs = require('fs');
process.on('uncaughtException', (e) => { console.log('uncaught', e.message); });
fs.stat(__filename, () => { fs.stat(__filename, () => console.log('second')); process.nextTick(() => console.log('tick')); throw new Error('first'); });
