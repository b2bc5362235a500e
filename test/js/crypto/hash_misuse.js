'use strict';
// A finished or misused Hash throws with Node's codes.
const assert = require('assert');
const { createHash, hash } = require('crypto');

const done = createHash('sha1');
done.digest();
for (const use of [() => done.update(''), () => done.digest(), () => done.copy()]) {
  assert.throws(use, { code: 'ERR_CRYPTO_HASH_FINALIZED', message: 'Digest already called' });
}
assert.throws(() => createHash('nope'), { message: 'Digest method not supported' });
assert.throws(() => createHash('md4'), { code: 'ERR_OSSL_EVP_UNSUPPORTED' });
assert.throws(() => createHash('sha1').update(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => createHash('sha1').update('abc', 'hex'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => createHash('sha256', { outputLength: 28 }), { code: 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH' });
assert.throws(() => hash('sha1', 'a', 'zz'), { code: 'ERR_INVALID_ARG_VALUE' });
