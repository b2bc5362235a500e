'use strict';
// createHash and crypto.hash give the published digests, in every output encoding.
const assert = require('assert');
const { createHash, hash, getHashes } = require('crypto');

assert.strictEqual(createHash('sha256').update('abc').digest('hex'),
                   'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
assert.strictEqual(createHash('RSA-SHA1').update('abc').digest('base64'), 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=');
assert.strictEqual(createHash('sha1').update('616263', 'hex').digest('base64url'), 'qZk-NkcGgWq6PiVxeFDCbJzQ2J0');
assert.ok(createHash('md5').update('').digest().equals(Buffer.from('d41d8cd98f00b204e9800998ecf8427e', 'hex')));
assert.strictEqual(createHash('shake128', { outputLength: 4 }).digest('hex'), '7f9c2ba4');
assert.strictEqual(hash('sha1', 'abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d');
assert.strictEqual(hash('sha1', Buffer.from('abc'), 'buffer').length, 20);
assert.ok(getHashes().includes('sha512'));
