'use strict';
// The context string of Ed25519, Ed448 and ML-DSA signatures; other keys have none. Sign and Verify take only keys that
// sign digests.
const assert = require('assert');
const { createSign, createVerify, generateKeyPairSync, sign, verify } = require('crypto');

const data = Buffer.from('data');
const context = Buffer.from('context');
for (const type of ['ed25519', 'ed448', 'ml-dsa-44']) {
  const { privateKey, publicKey } = generateKeyPairSync(type);
  const signature = sign(null, data, { key: privateKey, context });
  assert.strictEqual(verify(null, data, { key: publicKey, context }, signature), true, type);
  assert.strictEqual(verify(null, data, publicKey, signature), false, type);
  const empty = sign(null, data, { key: privateKey, context: Buffer.alloc(0) });
  assert.strictEqual(verify(null, data, publicKey, empty), true, type);
  assert.throws(() => sign(null, data, { key: privateKey, context: Buffer.alloc(256) }), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => createSign('sha256').update(data).sign(privateKey), { code: 'ERR_CRYPTO_UNSUPPORTED_OPERATION' });
  assert.throws(() => createVerify('sha256').update(data).verify(publicKey, data), { code: 'ERR_CRYPTO_UNSUPPORTED_OPERATION' });
}
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
assert.throws(() => sign('sha256', data, { key: privateKey, context }), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
assert.throws(() => sign('sha256', data, { key: privateKey, context: 'text' }), { code: 'ERR_INVALID_ARG_TYPE' });
const used = createSign('sha256').update(data);
used.sign(privateKey);
assert.throws(() => used.update(data), { code: 'ERR_CRYPTO_INVALID_STATE', message: 'Not initialised' });
