'use strict';
// The hashes of SubtleCrypto.digest(). Caller: registry.js.

const native = binding('crypto_digest');
const keccak = binding('crypto_keccak');
const { Buffer } = require('buffer');
const { digestName } = require('internal/crypto/subtle/parameters');
const { firstBits, later } = require('internal/crypto/subtle/keys');
const { requireDigest } = require('internal/crypto/util');

const NONE = Buffer.alloc(0);

function plain(name) {
  return {
    name,
    operations: { __proto__: null, digest: 'Algorithm' },
    digest: (parameters, data) => later((done) => native.hashAsync(requireDigest(digestName({ name })), data, done)),
  };
}

// An output of so many bits, filled by `run(out, done)`.
async function output(bits, run) {
  const out = Buffer.from(new ArrayBuffer(Math.ceil(bits / 8)));
  await later((done) => run(out, done));
  return firstBits(out, bits);
}

const strengthOf = (name) => Number(name.slice(-3));

function cShake(name) {
  return {
    name,
    operations: { __proto__: null, digest: 'CShakeParams' },
    digest: ({ functionName = NONE, customization = NONE, outputLength }, data) => output(outputLength, (out, done) => {
      keccak.cshake(strengthOf(name), functionName, customization, data, out, done);
    }),
  };
}

function turboShake(name) {
  return {
    name,
    operations: { __proto__: null, digest: 'TurboShakeParams' },
    digest: ({ domainSeparation = 0x1f, outputLength }, data) => output(outputLength, (out, done) => {
      keccak.turboshake(strengthOf(name), domainSeparation, data, out, done);
    }),
  };
}

function kangarooTwelve(name) {
  return {
    name,
    operations: { __proto__: null, digest: 'KangarooTwelveParams' },
    digest: ({ customization = NONE, outputLength }, data) => output(outputLength, (out, done) => {
      keccak.kangaroo(strengthOf(name), customization, data, out, done);
    }),
  };
}

module.exports = [
  ...['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'].map(plain),
  ...['cSHAKE128', 'cSHAKE256'].map(cShake),
  ...['TurboSHAKE128', 'TurboSHAKE256'].map(turboShake),
  ...['KT128', 'KT256'].map(kangarooTwelve),
];
