// readline over a Readable: line events, then close.
'use strict';
const readline = require('readline');
const { Readable } = require('stream');
const rl = readline.createInterface({ input: Readable.from(['a\nb\n', 'c']) });
rl.on('line', (l) => console.log('line', l));
rl.on('close', () => console.log('close'));
console.log('sync');
