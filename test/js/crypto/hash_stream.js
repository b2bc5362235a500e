'use strict';
// A Hash is a Transform stream when somebody uses it as one.
const assert = require('assert');
const { createHash, createHmac } = require('crypto');
const { Readable } = require('stream');

const seen = [];
const hash = createHash('sha1');
hash.on('data', (chunk) => seen.push(chunk.toString('hex')));
hash.write('a');
hash.end('bc');
const hmac = createHmac('sha256', 'Jefe');
Readable.from(['what do ya want ', 'for nothing?']).pipe(hmac).on('data', (chunk) => seen.push(chunk.toString('hex')));
process.on('exit', () => {
  assert.deepStrictEqual(seen.sort(), [
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    'a9993e364706816aba3e25717850c26c9cd0d89d',
  ]);
});
