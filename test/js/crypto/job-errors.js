'use strict';
// What OpenSSL refuses: a call tells the code and the rest of its queue, a job with a callback the message alone.
const assert = require('assert');
const crypto = require('crypto');

const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
const tooLong = { key: privateKey, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 500 };
assert.throws(() => crypto.sign('sha256', Buffer.from('x'), tooLong), (error) => {
  assert.strictEqual(error.library, 'rsa routines');
  assert.strictEqual(error.code, 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE');
  assert.ok(error.opensslErrorStack.includes('error:1C880004:Provider routines::RSA lib'));
  return true;
});
crypto.sign('sha256', Buffer.from('x'), tooLong, (error) => {
  assert.strictEqual(error.message, 'error:0200006E:rsa routines::data too large for key size');
  assert.deepStrictEqual([error.code, error.library, error.reason], [undefined, undefined, undefined]);
});
assert.throws(() => crypto.publicEncrypt({ key: publicKey, oaepHash: 'none' }, Buffer.from('x')),
              { code: 'ERR_OSSL_EVP_INVALID_DIGEST', message: 'Invalid digest used' });
assert.throws(() => crypto.createSign('md4'), { code: 'ERR_OSSL_EVP_UNSUPPORTED' });
assert.throws(() => crypto.createHmac('md4', 'key'), { code: 'ERR_OSSL_EVP_UNSUPPORTED' });
