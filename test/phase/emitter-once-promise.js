// events.once resolves in a microtask after emit.
'use strict';
const { once, EventEmitter } = require('events');
const e = new EventEmitter();
once(e, 'x').then(([v]) => console.log('once', v));
process.nextTick(() => { console.log('emit'); e.emit('x', 1); console.log('emitted'); });
