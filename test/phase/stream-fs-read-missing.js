// A read stream on a missing file: error, then close.
'use strict';
const fs = require('fs');
const r = fs.createReadStream('/nonexistent/file');
r.on('error', (e) => console.log('error', e.code));
r.on('close', () => console.log('close'));
r.on('open', () => console.log('open must not come'));
process.nextTick(() => console.log('tick'));
