'use strict';
// ML-DSA, ML-KEM, KMAC and the Keccak hashes of SubtleCrypto.
const assert = require('assert');
const { subtle } = globalThis.crypto;

const data = Buffer.from('data');
const hex = (buffer) => Buffer.from(buffer).toString('hex');

async function main() {
  const { publicKey, privateKey } = await subtle.generateKey('ML-DSA-44', true, ['sign', 'verify']);
  const signature = await subtle.sign({ name: 'ML-DSA-44', context: data }, privateKey, data);
  assert.strictEqual(await subtle.verify({ name: 'ML-DSA-44', context: data }, publicKey, signature, data), true);
  assert.strictEqual(await subtle.verify('ML-DSA-44', publicKey, signature, data), false);
  for (const format of ['raw-seed', 'pkcs8', 'jwk']) {
    const again = await subtle.importKey(format, await subtle.exportKey(format, privateKey), 'ML-DSA-44', true, ['sign']);
    assert.deepStrictEqual(await subtle.exportKey('raw-seed', again), await subtle.exportKey('raw-seed', privateKey), format);
  }

  const kem = await subtle.generateKey('ML-KEM-768', false, ['encapsulateKey', 'decapsulateKey']);
  const aes = { name: 'AES-GCM' };
  const { sharedKey, ciphertext } = await subtle.encapsulateKey('ML-KEM-768', kem.publicKey, aes, true, ['encrypt']);
  const other = await subtle.decapsulateKey('ML-KEM-768', kem.privateKey, ciphertext, aes, true, ['decrypt']);
  assert.strictEqual(hex(await subtle.exportKey('raw', sharedKey)), hex(await subtle.exportKey('raw', other)));

  // NIST SP 800-185, KMAC sample 1; RFC 9861, section 5.
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => 0x40 + i));
  const mac = await subtle.importKey('raw-secret', bytes, 'KMAC128', false, ['sign']);
  assert.strictEqual(hex(await subtle.sign({ name: 'KMAC128', outputLength: 256 }, mac, Buffer.from([0, 1, 2, 3]))),
                     'e5780b0d3ea6f7d3a429c5706aa43a00fadbd7d49628839e3187243f456ee14e');
  assert.strictEqual(hex(await subtle.digest({ name: 'TurboSHAKE128', outputLength: 256 }, Buffer.alloc(0))),
                     '1e415f1c5983aff2169217277d17bb538cd945a397ddec541f1ce41af2c1b74c');
  assert.strictEqual(hex(await subtle.digest({ name: 'KT128', outputLength: 256 }, Buffer.alloc(0))),
                     '1ac2d450fc3b4205d19da7bfca1b37513c0803577ac7167f06fe2ce1f0ef39e5');
}
let done = false;
main().then(() => { done = true; });
process.on('exit', () => assert.ok(done));
