'use strict';
// publicEncrypt and its three kin, with OAEP options.
const assert = require('assert');
const crypto = require('crypto');

const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const text = Buffer.from('text');
assert.ok(crypto.privateDecrypt(privateKey, crypto.publicEncrypt(publicKey, text)).equals(text));
const oaep = { oaepHash: 'sha256', oaepLabel: Buffer.from('label') };
const sealed = crypto.publicEncrypt({ key: publicKey, ...oaep }, text);
assert.ok(crypto.privateDecrypt({ key: privateKey, ...oaep }, sealed).equals(text));
assert.throws(() => crypto.privateDecrypt(privateKey, sealed), { code: 'ERR_OSSL_RSA_OAEP_DECODING_ERROR' });
assert.ok(crypto.publicDecrypt(publicKey, crypto.privateEncrypt(privateKey, text)).equals(text));
assert.throws(() => crypto.privateDecrypt(publicKey, sealed), { code: 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE' });
