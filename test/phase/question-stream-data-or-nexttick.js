// When does a stream begin to flow after on('data')? In a tick of its own.
'use strict';
const { Readable } = require('stream');
const readable = new Readable({ read() {} });
readable.push('a');
process.nextTick(() => console.log('tick queued before'));
readable.on('data', (chunk) => console.log('data', String(chunk)));
process.nextTick(() => console.log('tick queued after'));
Promise.resolve().then(() => console.log('promise'));
readable.push('b');
readable.push(null);
readable.on('end', () => console.log('end'));
