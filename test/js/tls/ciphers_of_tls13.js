'use strict';
// tls.getCiphers() has every cipher suite of TLS 1.3 (RFC 8446, B.4), also those that are not on by default.
const assert = require('assert');
const tls = require('tls');

const names = tls.getCiphers();
for (const name of ['aes_256_gcm_sha384', 'chacha20_poly1305_sha256', 'aes_128_gcm_sha256', 'aes_128_ccm_sha256',
                    'aes_128_ccm_8_sha256']) {
  assert(names.includes(`tls_${name}`), name);
}
assert(names.includes('ecdhe-rsa-aes128-gcm-sha256'));
