'use strict';
const events = require('events'); const t = new EventTarget(); const e = new events.EventEmitter();
events.setMaxListeners(3, t, e); console.log(events.getMaxListeners(t), events.getEventListeners(t, 'x'), events.listenerCount(e, 'x'), events.errorMonitor, events.captureRejectionSymbol, events.usingDomains);
const c = new AbortController(); const d = events.addAbortListener(c.signal, () => console.log('abort')); c.abort('why'); console.log(typeof d[Symbol.dispose]);
events.once(e, 'x', { signal: c.signal }).catch((err) => console.log(err.name, err.code, err.cause));
e.on(events.errorMonitor, (x) => console.log('monitor', x)); e.on('error', () => {}); e.emit('error', 5);
