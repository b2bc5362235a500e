'use strict';
const EventEmitter = require('events'); const e = new EventEmitter();
process.on('warning', (w) => console.log(w.name, w.message, w.type, w.count)); process.removeAllListeners('warning'); process.on('warning', (w) => console.log(w.name, w.message, w.type, w.count));
for (let i = 0; i < 12; i++) e.on('leak', () => {});
