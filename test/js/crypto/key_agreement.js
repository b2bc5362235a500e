'use strict';
// ECDH, DiffieHellman and diffieHellman() agree on a secret.
const assert = require('assert');
const crypto = require('crypto');

const a = crypto.createECDH('secp256k1');
const b = crypto.createECDH('secp256k1');
a.generateKeys();
b.generateKeys();
assert.strictEqual(a.computeSecret(b.getPublicKey('hex', 'compressed'), 'hex', 'hex'), b.computeSecret(a.getPublicKey(), null, 'hex'));
assert.throws(() => a.computeSecret(Buffer.alloc(3)), { code: 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY' });
assert.throws(() => crypto.createECDH('nope'), { code: 'ERR_CRYPTO_INVALID_CURVE' });

const one = crypto.getDiffieHellman('modp14');
const two = crypto.createDiffieHellman(one.getPrime(), one.getGenerator());
one.generateKeys();
two.generateKeys();
assert.ok(one.computeSecret(two.getPublicKey()).equals(two.computeSecret(one.getPublicKey())));
assert.strictEqual(two.verifyError, 0);

const x = crypto.generateKeyPairSync('x25519');
const y = crypto.generateKeyPairSync('x25519');
const secret = (own, peer) => crypto.diffieHellman({ privateKey: own.privateKey, publicKey: peer.publicKey });
assert.ok(secret(x, y).equals(secret(y, x)));
