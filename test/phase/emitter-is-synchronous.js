// EventEmitter calls listeners at once, in order; once listeners go before they are called.
'use strict';
const EventEmitter = require('events');
const e = new EventEmitter();
e.on('x', () => console.log('first'));
e.once('x', () => { console.log('once'); e.emit('x'); });
e.prependListener('x', () => console.log('prepended'));
process.nextTick(() => console.log('tick'));
e.emit('x');
console.log('sync');
