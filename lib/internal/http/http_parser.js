'use strict';
// HTTPParser, the undocumented parser that `_http_common` shows: npm packages feed it bytes of their own. A layer over the
// parser of internal/http/parser; servers and clients here do not use it.
//
//   parser.initialize(HTTPParser.REQUEST, {}); parser[HTTPParser.kOnHeadersComplete] = (...) => {}; parser.execute(buffer)
//
// Rules: head and trailers come whole (kOnHeaders is called for trailers only); execute() gives the bytes used, or an error
// with `bytesParsed` and `code`; bytes cannot be taken from a socket behind JavaScript's back (consume()).

const { kHeadKeepAlive, kHeadUpgrade, kInsecure, kMethods, kRelaxed, kStrict } = require('internal/http/common');
const { kError, kRequests, kResponses, kUpgrade, makeParseError, Parser } = require('internal/http/parser');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const constants = {
  REQUEST: kRequests,
  RESPONSE: kResponses,
  kOnMessageBegin: 0,
  kOnHeaders: 1,
  kOnHeadersComplete: 2,
  kOnBody: 3,
  kOnMessageComplete: 4,
  kOnExecute: 5,
  kOnTimeout: 6,
  kLenientNone: 0,
  kLenientHeaders: 1,
  kLenientChunkedLength: 2,
  kLenientKeepAlive: 4,
  kLenientTransferEncoding: 8,
  kLenientVersion: 16,
  kLenientDataAfterClose: 32,
  kLenientOptionalLFAfterCR: 64,
  kLenientOptionalCRLFAfterChunk: 128,
  kLenientOptionalCRBeforeLF: 256,
  kLenientSpacesAfterChunkSize: 512,
  kLenientHeaderValueRelaxed: 1024,
  kLenientAll: 1023,
};
const { kOnHeaders, kOnHeadersComplete, kOnBody, kOnMessageComplete } = constants;

/** What the native parser calls: passes it on to the functions that the user has put onto the HTTPParser. */
class Receiver {
  constructor(target, type, native) {
    this.target = target;
    this.type = type;
    this.native = native;
    this.bytes = null;
  }

  onHead(bits, text, status, major, minor) {
    const isRequest = this.type === kRequests;
    const skip = this.target[kOnHeadersComplete]?.(
      major, minor, this.native.rawHeaders(), isRequest ? bits & 255 : undefined, isRequest ? text : undefined,
      isRequest ? undefined : status, isRequest ? undefined : text, (bits & kHeadUpgrade) !== 0,
      (bits & kHeadKeepAlive) !== 0);
    return skip === 2 || (isRequest && kMethods[bits & 255] === 'CONNECT') ? 2 : skip ? 1 : 0;
  }

  onBody(start, length) {
    this.target[kOnBody]?.(this.bytes.subarray(start, start + length));
  }

  onMessageEnd() {
    const trailers = this.native.rawHeaders();
    if (trailers.length !== 0) this.target[kOnHeaders]?.(trailers, '');
    this.target[kOnMessageComplete]?.();
    return false;
  }
}

class HTTPParser {
  #receiver = null;
  #current = null;

  constructor() {
    // These four are public fields under the numbers of the events.
    for (let event = constants.kOnMessageBegin; event <= constants.kOnExecute; event++) this[event] = null;
  }

  /** @param {number} type REQUEST or RESPONSE @param {object} [resource] @param {number} [maxHeaderSize] @param {number} [flags] */
  initialize(type, resource, maxHeaderSize = 0, flags = constants.kLenientNone) {
    const validation = flags === constants.kLenientNone ? kStrict :
      flags === constants.kLenientHeaderValueRelaxed ? kRelaxed : kInsecure;
    const native = new Parser(type === kResponses ? kResponses : kRequests, maxHeaderSize >>> 0, validation, 0);
    this.#receiver = new Receiver(this, type, native);
  }

  /** @param {Uint8Array} bytes @returns {number|Error} the bytes used; fewer than there are after an upgrade */
  execute(bytes, offset = 0, length = bytes.length - offset) {
    const receiver = this.#receiver;
    if (receiver === null) return 0;
    receiver.bytes = this.#current = bytes.subarray(offset, offset + length);
    const used = receiver.native.execute(receiver, receiver.bytes);
    return receiver.native.status === kError ? makeParseError(receiver.native.takeError(), used) : used;
  }

  /** The bytes have ended. @returns {Error|undefined} */
  finish() {
    const receiver = this.#receiver;
    if (receiver === null || receiver.native.status === kUpgrade) return undefined;
    return receiver.native.finish(receiver) === kError ? makeParseError(receiver.native.takeError(), 0) : undefined;
  }

  getCurrentBuffer() {
    return this.#current;
  }

  close() {
    this.#receiver = this.#current = null;
  }
  free() {
    this.close();
  }
  remove() {}  // takes a parser off its server's list of connections, which holds none of these
  resume() {
    this.#receiver?.native.resume();
  }
  pause() {
    throw new ERR_METHOD_NOT_IMPLEMENTED('HTTPParser.prototype.pause()');
  }
  consume() {
    throw new ERR_METHOD_NOT_IMPLEMENTED('HTTPParser.prototype.consume()');
  }
  unconsume() {}  // nothing is ever consumed
}
Object.assign(HTTPParser, constants);

/** The list of idle parsers that `_http_common` shows. */
const parsers = {
  name: 'parsers',
  ctor: () => new HTTPParser(),
  max: 1000,
  list: [],
  alloc() {
    return this.list.pop() ?? this.ctor();
  },
  free(parser) {
    if (this.list.length >= this.max) return false;
    this.list.push(parser);
    return true;
  },
};

/** Gives a parser back; `req` and `socket` forget it. */
function freeParser(parser, req, socket) {
  if (req) req.parser = null;
  if (socket) socket.parser = null;
  if (!parser) return;
  parser.close?.();
  if (parser instanceof HTTPParser) parsers.free(parser);
}

module.exports = { freeParser, HTTPParser, parsers };
