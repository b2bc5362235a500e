// spawnSync blocks the loop: a timer that is due waits for its end.
'use strict';
const { spawnSync } = require('child_process');
setTimeout(() => console.log('timer'), 1);
spawnSync('/bin/sleep', ['0.02']);
console.log('sync done');
process.nextTick(() => console.log('tick'));
