'use strict';
const EventEmitter = require('events'); const e = new EventEmitter();
for (const a of [[new Error('x')], ['text'], [{ a: 1 }], [undefined], []]) { try { e.emit('error', ...a); } catch (err) { console.log(err.name, err.code, err.message, err.context); } }
for (const b of [undefined, 1, {}]) { try { e.on('x', b); } catch (err) { console.log(err.code, err.message); } }
for (const n of [-1, NaN, '1']) { try { e.setMaxListeners(n); } catch (err) { console.log(err.code, err.message); } }
