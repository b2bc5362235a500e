'use strict';
// Keys of every kind are made, exported, read back and used.
const assert = require('assert');
const crypto = require('crypto');

for (const [type, options, algorithm] of [
  ['rsa', { modulusLength: 2048 }, 'sha256'], ['ec', { namedCurve: 'P-256' }, 'sha256'], ['ed25519', undefined, null],
]) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
  assert.strictEqual(publicKey.asymmetricKeyType, type);
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  assert.match(pem, /^-----BEGIN PUBLIC KEY-----\n/);
  assert.ok(crypto.createPublicKey(pem).equals(publicKey));
  assert.ok(crypto.createPublicKey({ key: publicKey.export({ format: 'jwk' }), format: 'jwk' }).equals(publicKey));
  assert.ok(crypto.createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' }).equals(privateKey));
  const sealed = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' });
  assert.ok(crypto.createPrivateKey({ key: sealed, passphrase: 'open' }).equals(privateKey));
  assert.throws(() => crypto.createPrivateKey({ key: sealed, passphrase: 'wrong' }), { name: 'Error' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  assert.ok(crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).equals(privateKey));
  const signature = crypto.sign(algorithm, Buffer.from('data'), privateKey);
  assert.ok(crypto.verify(algorithm, Buffer.from('data'), publicKey, signature));
  assert.ok(!crypto.verify(algorithm, Buffer.from('other'), publicKey, signature));
}
const secret = crypto.createSecretKey('616263', 'hex');
assert.strictEqual(secret.export().toString(), 'abc');
assert.deepStrictEqual(secret.export({ format: 'jwk' }), { kty: 'oct', k: 'YWJj' });
assert.throws(() => crypto.createPrivateKey('abc'), { code: 'ERR_OSSL_UNSUPPORTED' });
assert.throws(() => crypto.createPrivateKey(1), { code: 'ERR_INVALID_ARG_TYPE' });
