'use strict';
// createCipheriv and createDecipheriv: block, stream and authenticated modes; what is not authentic is refused.
const assert = require('assert');
const crypto = require('crypto');

const key = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
// NIST SP 800-38A, F.1.1 and F.2.1: first blocks.
const plain = Buffer.from('6bc1bee22e409f96e93d7e117393172a', 'hex');
const nist = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex');
const ecb = crypto.createCipheriv('aes-128-ecb', nist, null);
assert.strictEqual(ecb.update(plain, null, 'hex'), '3ad77bb40d7a3660a89ecaf32466ef97');
const cbc = crypto.createCipheriv('aes-128-cbc', nist, key);
assert.strictEqual(cbc.update(plain, null, 'hex'), '7649abac8119b246cee98e9b12e9197d');

for (const [name, size, ivSize, options] of [
  ['aes-128-cbc', 16, 16], ['aes-256-ctr', 32, 16], ['aes-128-gcm', 16, 12], ['aes-128-ccm', 16, 12, { authTagLength: 16 }],
  ['aes-128-ocb', 16, 12, { authTagLength: 16 }], ['chacha20-poly1305', 32, 12, { authTagLength: 16 }],
]) {
  const secret = crypto.randomBytes(size);
  const iv = crypto.randomBytes(ivSize);
  const aead = options !== undefined || name.endsWith('gcm');
  const cipher = crypto.createCipheriv(name, secret, iv, options);
  if (aead) cipher.setAAD(Buffer.from('aad'), { plaintextLength: 11 });
  const text = Buffer.concat([cipher.update('hello world'), cipher.final()]);
  const open = (tag) => {
    const decipher = crypto.createDecipheriv(name, secret, iv, options);
    if (tag) decipher.setAuthTag(tag);
    if (aead) decipher.setAAD(Buffer.from('aad'), { plaintextLength: 11 });
    return decipher.update(text, null, 'utf8') + decipher.final('utf8');
  };
  assert.strictEqual(open(aead ? cipher.getAuthTag() : undefined), 'hello world', name);
  if (!aead) continue;
  const message = 'Unsupported state or unable to authenticate data';
  assert.throws(() => open(Buffer.alloc(16)), { message }, name);
}
assert.throws(() => crypto.createCipheriv('nope', key, key), { code: 'ERR_CRYPTO_UNKNOWN_CIPHER' });
assert.throws(() => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(3), key), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
assert.throws(() => crypto.createCipheriv('aes-128-cbc', key, Buffer.alloc(3)), { code: 'ERR_CRYPTO_INVALID_IV' });
const bad = crypto.createDecipheriv('aes-128-cbc', key, key);
bad.update(Buffer.alloc(16, 7));
assert.throws(() => bad.final(), { code: 'ERR_OSSL_BAD_DECRYPT', library: 'Provider routines' });
