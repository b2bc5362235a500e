'use strict';
// KeyObject and CryptoKey survive structuredClone() and a message port, also inside other values.
const assert = require('assert');
const { createSecretKey, generateKeyPairSync } = require('crypto');
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

async function main() {
  const keys = [createSecretKey(Buffer.from('secret')), ...Object.values(generateKeyPairSync('ed25519'))];
  const { port1, port2 } = new MessageChannel();
  for (const key of keys) {
    assert.ok(structuredClone(key).equals(key));
    port1.postMessage({ inner: [key] });
    const { message } = receiveMessageOnPort(port2);
    assert.ok(message.inner[0].equals(key));
    assert.strictEqual(message.inner[0].constructor, key.constructor);
  }
  port1.close();

  const { subtle } = globalThis.crypto;
  const key = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  key.algorithm.name = 'changed by the user';
  const copy = structuredClone(key);
  assert.ok(copy instanceof CryptoKey);
  assert.deepStrictEqual(copy.algorithm, { name: 'HMAC', length: 512, hash: { name: 'SHA-256' } });
  assert.deepStrictEqual([copy.extractable, copy.type, copy.usages], [false, 'secret', ['sign', 'verify']]);
  const data = Buffer.from('data');
  assert.strictEqual(await subtle.verify('HMAC', copy, await subtle.sign('HMAC', key, data), data), true);
}
let done = false;
main().then(() => { done = true; });
process.on('exit', () => assert.ok(done));
