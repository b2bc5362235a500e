'use strict';
// pbkdf2, scrypt, hkdf: RFC 6070, 7914, 5869 vectors, at once and with a callback.
const assert = require('assert');
const crypto = require('crypto');

const results = [];
const keep = (error, key) => {
  assert.ifError(error);
  results.push(Buffer.from(key).toString('hex'));
};
const pbkdf2 = '0c60c80f961f0e71f3a9b524af6012062fe037a6';
const scrypt = '77d6576238657b203b19ca42c18a0497';
const hkdf = 'efbdc6862417f895d1d3ff94d84f91d71fdb48d8';
assert.strictEqual(crypto.pbkdf2Sync('password', 'salt', 1, 20, 'sha1').toString('hex'), pbkdf2);
assert.strictEqual(crypto.scryptSync('', '', 16, { N: 16, r: 1, p: 1 }).toString('hex'), scrypt);
assert.strictEqual(Buffer.from(crypto.hkdfSync('sha1', '', 'salt', 'i', 20)).toString('hex'), hkdf);
crypto.pbkdf2('password', 'salt', 1, 20, 'sha1', keep);
crypto.scrypt('', '', 16, { N: 16, r: 1, p: 1 }, keep);
crypto.hkdf('sha1', '', 'salt', 'i', 20, keep);
assert.throws(() => crypto.pbkdf2Sync('a', 'b', 1, 20, 'nope'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
assert.throws(() => crypto.scryptSync('a', 'b', 1, { N: 15 }), { code: 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS' });
assert.throws(() => crypto.hkdfSync('sha1', 'a', '', '', 20 * 255 + 1), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
process.on('exit', () => assert.deepStrictEqual(results.sort(), [pbkdf2, scrypt, hkdf].sort()));
