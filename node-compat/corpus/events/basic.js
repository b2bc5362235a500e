'use strict';
const EventEmitter = require('events');
const e = new EventEmitter(); const f = () => {}; e.on('a', f); e.once('b', f); e.on(Symbol('s'), f);
console.log(e.eventNames(), e.listenerCount('a'), e.listeners('b')[0] === f, e.rawListeners('b')[0] === f, e.emit('none'), e.getMaxListeners(), EventEmitter.defaultMaxListeners);
console.log(e.off('a', f) === e, e.eventNames(), e.removeAllListeners().eventNames(), e);
