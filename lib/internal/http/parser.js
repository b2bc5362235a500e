'use strict';
// The native parser for bytes that pass through JavaScript. Callers: internal/http/connection (servers), client.
// An owner implements onHead(bits, text, status, major, minor), onBody(start, length) and onMessageEnd().

const { Parser, setParserHandlers } = binding('http');
const { isUint8Array } = require('internal/util/types');

setParserHandlers(
  (owner, bits, text, status, major, minor) => owner.onHead(bits, text, status, major, minor),
  (owner, start, length) => owner.onBody(start, length),
  (owner) => owner.onMessageEnd(),
);

const kRequests = 1;
const kResponses = 2;
// Parser.status after execute() and finish().
const kOk = 0;
const kPaused = 1;
const kUpgrade = 2;
const kError = 3;
// Parser.state after an error: nothing more is parsed.
const kFailed = 4;

/**
 * The error of a message that the parser refused; Node's shape.
 * @param {{code: string, reason: string, status: number}} refused
 * @param {number} bytesParsed @param {Uint8Array} [rawPacket]
 */
function makeParseError({ code, reason, status }, bytesParsed = 0, rawPacket) {
  const error = new Error(rawPacket === undefined ? 'Parse Error' : `Parse Error: ${reason}`);
  error.bytesParsed = bytesParsed;
  error.code = code;
  error.reason = reason;
  if (rawPacket !== undefined && isUint8Array(rawPacket)) error.rawPacket = rawPacket;
  Object.defineProperty(error, kStatus, { __proto__: null, value: status });
  return error;
}
/** What a server answers to a message with this error. */
const kStatus = Symbol('kStatus');

module.exports = { kError, kFailed, kOk, kPaused, kRequests, kResponses, kStatus, kUpgrade, makeParseError, Parser };
