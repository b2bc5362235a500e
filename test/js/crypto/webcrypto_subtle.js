'use strict';
// globalThis.crypto.subtle: digest, HMAC, AES, ECDSA, derivation, wrapping.
const assert = require('assert');

const { subtle } = globalThis.crypto;
const hex = (buffer) => Buffer.from(buffer).toString('hex');
let done = false;
(async () => {
  assert.strictEqual(hex(await subtle.digest('SHA-1', Buffer.from('abc'))), 'a9993e364706816aba3e25717850c26c9cd0d89d');
  await assert.rejects(subtle.digest('nope', Buffer.alloc(1)), { name: 'NotSupportedError' });
  const mac = await subtle.importKey('raw', Buffer.from('Jefe'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
  const signature = await subtle.sign('HMAC', mac, Buffer.from('what do ya want for nothing?'));
  assert.strictEqual(hex(signature), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  assert.deepStrictEqual(await subtle.exportKey('jwk', mac),
                         { key_ops: ['sign', 'verify'], ext: true, alg: 'HS256', kty: 'oct', k: 'SmVmZQ' });
  const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const parameters = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const sealed = await subtle.encrypt(parameters, aes, Buffer.from('text'));
  assert.strictEqual(Buffer.from(await subtle.decrypt(parameters, aes, sealed)).toString(), 'text');
  await assert.rejects(subtle.decrypt(parameters, aes, new Uint8Array(20)), { name: 'OperationError' });
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
  const signed = await subtle.sign(ecdsa, pair.privateKey, Buffer.from('a'));
  assert.strictEqual(await subtle.verify(ecdsa, pair.publicKey, signed, Buffer.from('a')), true);
  await assert.rejects(subtle.exportKey('pkcs8', pair.privateKey), { name: 'InvalidAccessError' });
  const base = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: Buffer.from('salt'), iterations: 1 }, base, 160);
  assert.strictEqual(hex(bits), '0c60c80f961f0e71f3a9b524af6012062fe037a6');
  done = true;
})();
process.on('exit', () => assert.ok(done));
