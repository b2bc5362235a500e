'use strict';
// Web Crypto writes an elliptic curve's point uncompressed, also that of a key which came compressed.
const assert = require('assert');
const { createPublicKey, KeyObject } = require('crypto');
const { subtle } = globalThis.crypto;

const compressed = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200' +
                               '02d210b0a6f9d9f012868058b43fa4f471018543bba00c9250df9257c2acae5dd1', 'hex');
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

(async () => {
  const key = await subtle.importKey('spki', compressed, algorithm, true, ['verify']);
  const spki = Buffer.from(await subtle.exportKey('spki', key));
  assert.strictEqual(spki.length, 91);
  assert.strictEqual(spki[26], 4);
  assert.deepStrictEqual(KeyObject.from(key).export({ format: 'der', type: 'spki' }), compressed);
  assert(createPublicKey({ key: spki, format: 'der', type: 'spki' }).equals(KeyObject.from(key)));
})();
