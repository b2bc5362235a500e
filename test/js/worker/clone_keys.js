'use strict';
// KeyObjects and CryptoKeys go to another thread as they are: the key is shared, no bytes are exported.
const assert = require('assert');
const crypto = require('crypto');
const { Worker } = require('worker_threads');

(async () => {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const secret = crypto.createSecretKey(Buffer.from('abc'));
  const hmac = await crypto.subtle.importKey('raw', Buffer.from('key'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const worker = new Worker(`
    const crypto = require('crypto');
    const { parentPort, workerData: { privateKey, secret, hmac } } = require('worker_threads');
    (async () => parentPort.postMessage({
      signature: crypto.sign(null, Buffer.from('text'), privateKey), secret, extractable: hmac.extractable,
      mac: await crypto.subtle.sign('HMAC', hmac, Buffer.from('text')),
    }))();
  `, { eval: true, workerData: { privateKey, secret, hmac } });
  worker.on('message', ({ signature, secret: copy, extractable, mac }) => {
    assert.ok(crypto.verify(null, Buffer.from('text'), publicKey, signature));
    assert.ok(copy.equals(secret));
    assert.ok(copy instanceof crypto.KeyObject);
    assert.strictEqual(extractable, false);
    assert.deepStrictEqual(Buffer.from(mac), crypto.createHmac('sha256', 'key').update('text').digest());
  });
  assert.ok(structuredClone(privateKey).equals(privateKey));
})();
