'use strict';
// Raw key formats: every kind of key comes back from its raw bytes, and wrong combinations fail with Node's codes.
const assert = require('assert');
const { createPrivateKey, createPublicKey, generateKeyPairSync } = require('crypto');

const kinds = [
  ['ed25519', 'raw-private'], ['x448', 'raw-private'], ['ec', 'raw-private', { namedCurve: 'P-256' }],
  ['ml-dsa-44', 'raw-seed'], ['ml-kem-512', 'raw-seed'], ['slh-dsa-sha2-128f', 'raw-private'],
];
for (const [asymmetricKeyType, format, options = {}] of kinds) {
  const { publicKey, privateKey } = generateKeyPairSync(asymmetricKeyType, options);
  const raw = privateKey.export({ format });
  const again = createPrivateKey({ key: raw, format, asymmetricKeyType, ...options });
  assert.ok(again.equals(privateKey), asymmetricKeyType);
  assert.ok(createPublicKey({ key: raw, format, asymmetricKeyType, ...options }).equals(publicKey), asymmetricKeyType);
  const point = publicKey.export({ format: 'raw-public' });
  assert.ok(createPublicKey({ key: point, format: 'raw-public', asymmetricKeyType, ...options }).equals(publicKey));
  const jwk = privateKey.export({ format: 'jwk' });
  assert.ok(createPrivateKey({ key: jwk, format: 'jwk' }).equals(privateKey), `${asymmetricKeyType} as a JWK`);
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
assert.throws(() => publicKey.export({ format: 'raw-public' }), { code: 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS' });
assert.throws(() => privateKey.export({ format: 'raw-public' }), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => createPublicKey({ key: Buffer.alloc(3), format: 'raw-public', asymmetricKeyType: 'ed25519' }),
              { code: 'ERR_INVALID_ARG_VALUE', message: 'Invalid key data' });
assert.throws(() => createPublicKey({ key: 'abc', format: 'raw-public', asymmetricKeyType: 'ed25519' }),
              { code: 'ERR_INVALID_ARG_TYPE' });
