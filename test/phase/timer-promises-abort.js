// Aborting a promised timer rejects in a microtask.
'use strict';
const { setTimeout: sleep } = require('timers/promises');
const controller = new AbortController();
sleep(1000, null, { signal: controller.signal }).catch((e) => console.log(e.name, e.code));
process.nextTick(() => { console.log('abort'); controller.abort(); console.log('aborted'); });
setImmediate(() => console.log('immediate'));
