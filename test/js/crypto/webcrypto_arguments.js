'use strict';
// SubtleCrypto refuses wrong arguments with Web IDL's errors, in the order of its steps, always by a rejected promise.
const assert = require('assert');
const { subtle } = globalThis.crypto;

const bytes = new Uint8Array(16);
const cases = [
  [() => subtle.digest('SHA-1'), 'ERR_MISSING_ARGS', /2 arguments required, but only 1 present/],
  [() => subtle.digest('SHA-1', 'text'), 'ERR_INVALID_ARG_TYPE', /2nd argument is not instance of ArrayBuffer/],
  [() => subtle.digest({}, bytes), 'ERR_MISSING_OPTION', /'name' is required in 'Algorithm'/],
  [() => subtle.digest('nothing', bytes), 9, /Unrecognized algorithm name/],
  [() => subtle.generateKey('AES-CBC', true, ['encrypt']), 'ERR_MISSING_OPTION', /'length' is required in 'AesKeyGenParams'/],
  [() => subtle.generateKey({ name: 'AES-CBC', length: 7 }, true, ['sign']), 0, /AES key length must be/],
  [() => subtle.generateKey({ name: 'AES-CBC', length: 65536 }, true, []), 'ERR_OUT_OF_RANGE', /range of 0 to 65535/],
  [() => subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['sign']), 12, /Unsupported key usage for AES-CBC key/],
  [() => subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['x']), 'ERR_INVALID_ARG_VALUE', /not a valid enum value/],
  [() => subtle.importKey('raw', bytes, 'AES-CBC', true, []), 12, /Usages cannot be empty/],
  [() => subtle.importKey('pkcs8', bytes, 'AES-CBC', true, ['encrypt']), 9, /Unable to import AES-CBC using pkcs8 format/],
  [() => subtle.importKey('jwk', { kty: 'RSA', k: '' }, 'AES-CBC', true, ['encrypt']), 0, /Invalid JWK "kty" Parameter/],
  [() => subtle.sign('HMAC', {}, bytes), 'ERR_INVALID_ARG_TYPE', /2nd argument is not of type CryptoKey/],
  [() => subtle.encrypt.call({}, 'AES-CBC'), 'ERR_INVALID_THIS', /SubtleCrypto/],
];

async function main() {
  for (const [start, code, message] of cases) {
    const promise = start();
    assert.ok(promise instanceof Promise);
    await assert.rejects(promise, { code, message }, `${start}`);
  }
  assert.strictEqual(SubtleCrypto.supports('encrypt', { name: 'AES-GCM', iv: bytes }), true);
  assert.strictEqual(SubtleCrypto.supports('encrypt', 'AES-GCM'), false);
  assert.strictEqual(SubtleCrypto.supports('deriveKey', { name: 'HKDF', hash: 'SHA-256', salt: bytes, info: bytes }, 'HKDF'), false);
  assert.throws(() => SubtleCrypto.supports('encrypt'), { code: 'ERR_MISSING_ARGS' });
}
let done = false;
main().then(() => { done = true; });
process.on('exit', () => assert.ok(done));
