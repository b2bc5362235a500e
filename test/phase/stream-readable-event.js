// The readable event and read() in paused mode.
'use strict';
const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.on('readable', () => { let c; while ((c = r.read()) !== null) console.log('chunk', String(c)); console.log('readable'); });
r.on('end', () => console.log('end'));
r.push('a'); r.push('b');
setImmediate(() => { r.push('c'); r.push(null); console.log('pushed'); });
