// PassThrough: flow starts in a tick after the data listener is there.
'use strict';
const { PassThrough } = require('stream');
const p = new PassThrough();
p.write('early');
p.on('data', (c) => console.log('data', String(c)));
process.nextTick(() => console.log('tick'));
p.end('late');
p.on('end', () => console.log('end'));
console.log('sync');
