'use strict';
// A private key that OpenSSL's STORE finds under a URL.
const assert = require('assert');
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'store-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
function save(name, options) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem', ...options }));
  return pathToFileURL(file);
}
const plain = save('plain.pem');
assert.ok(crypto.createPrivateKey(plain).equals(privateKey));
assert.ok(crypto.verify('sha256', Buffer.from('x'), publicKey, crypto.sign('sha256', Buffer.from('x'), plain)));

const closed = save('closed.pem', { cipher: 'aes-128-cbc', passphrase: 'word' });
assert.ok(crypto.createPrivateKey({ key: closed, passphrase: 'word' }).equals(privateKey));
assert.throws(() => crypto.createPrivateKey(closed), { code: 'ERR_MISSING_PASSPHRASE' });

assert.throws(() => crypto.createPrivateKey(pathToFileURL(path.join(folder, 'none'))), { library: 'system library' });
assert.throws(() => crypto.createPrivateKey({ key: plain, properties: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => crypto.createPublicKey({ key: plain }), { code: 'ERR_INVALID_ARG_TYPE' });
