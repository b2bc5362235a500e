'use strict';
// ALPN protocol lists (RFC 7301): each name is preceded by a byte of its length. Callers: lib/tls.js, internal/tls/socket.

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');

const kLongestName = 255;

function encodeNames(names) {
  const parts = [];
  names.forEach((name, i) => {
    if (typeof name !== 'string' && !ArrayBuffer.isView(name)) {
      throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], name);
    }
    const bytes = typeof name === 'string' ? Buffer.from(name) : Buffer.from(name.buffer, name.byteOffset, name.byteLength);
    if (bytes.length === 0) throw new ERR_INVALID_ARG_VALUE(`protocols[${i}]`, name, 'must be a non-empty string');
    if (bytes.length > kLongestName) {
      throw new ERR_OUT_OF_RANGE(`The byte length of the protocol at index ${i} exceeds the maximum length.`,
                                 `<= ${kLongestName}`, bytes.length, true);
    }
    parts.push(Buffer.of(bytes.length), bytes);
  });
  return Buffer.concat(parts);
}

function checkWire(wire, value) {
  for (let i = 0; i < wire.length;) {
    const length = wire[i];
    if (length === 0) throw new ERR_INVALID_ARG_VALUE('ALPNProtocols', value, 'must not contain zero-length protocol');
    i += length + 1;
    if (i > wire.length) throw new ERR_INVALID_ARG_VALUE('ALPNProtocols', value, 'contains truncated protocol');
  }
  return wire;
}

/** @param {unknown} value names, or the wire format @returns {Buffer|undefined} a copy; undefined: neither */
function convertAlpnOption(value) {
  if (Array.isArray(value)) return encodeNames(value);
  if (!ArrayBuffer.isView(value)) return undefined;
  const wire = Buffer.from(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  return checkWire(wire, wire);
}

/** @param {unknown} protocols @param {object} out its ALPNProtocols is set */
function convertALPNProtocols(protocols, out) {
  const wire = convertAlpnOption(protocols);
  if (wire !== undefined) out.ALPNProtocols = wire;
}

/** @param {Uint8Array} wire @returns {string[]} */
function readAlpnList(wire) {
  const names = [];
  for (let i = 0; i < wire.length; i += wire[i] + 1) names.push(wire.toString('latin1', i + 1, i + 1 + wire[i]));
  return names;
}

module.exports = { convertALPNProtocols, convertAlpnOption, readAlpnList };
