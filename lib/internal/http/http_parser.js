'use strict';
// HTTPParser, the undocumented parser that `_http_common` shows: npm packages feed it bytes of their own. A layer over the
// parser of internal/http/parser; servers and clients here do not use it.
//
//   parser.initialize(HTTPParser.REQUEST, {}); parser[HTTPParser.kOnHeadersComplete] = (...) => {}; parser.execute(buffer)
//
// Rules: kOnHeaders gets trailers, and the fields of a head that has many; execute() gives the bytes used, or an error with
// `bytesParsed` and `code`, or throws what a callback has thrown; consume() takes the bytes of a socket's handle. Idle parsers
// and those that requests and sockets show: internal/http/parser_pool.

const { AsyncResource } = require('async_hooks');
const { FastBuffer } = require('internal/buffer');
const { kHeadKeepAlive, kHeadUpgrade, kInsecure, kMethods, kRelaxed, kStrict } = require('internal/http/common');
const { kError, kRequests, kResponses, kUpgrade, makeParseError, Parser } = require('internal/http/parser');
const { kOnEnd, kOnRead } = require('internal/net/handle');

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
const { kOnExecute, kOnMessageBegin, kOnHeaders, kOnHeadersComplete, kOnBody, kOnMessageComplete } = constants;
const kIdleState = 0;  // of the native parser: between two messages
const kNoBytes = new FastBuffer();

// Fields that kOnHeaders takes at once; a head with more of them has none left for kOnHeadersComplete.
const kFlushedFields = 31;

/** What the native parser calls: passes it on to the functions that the user has put onto the HTTPParser. */
class Receiver {
  constructor(target, type, native) {
    this.target = target;
    this.type = type;
    this.native = native;
    this.resource = new AsyncResource(type === kResponses ? 'HTTPCLIENTREQUEST' : 'HTTPINCOMINGMESSAGE',
                                      { requireManualDestroy: true });
    this.bytes = null;
    this.url = '';
    this.begun = false;  // kOnMessageBegin was called for the message that is being read
    this.thrown = [];    // what a callback has thrown: execute() throws it again
  }

  call(event, ...args) {
    const callback = this.target[event];
    if (typeof callback !== 'function' || this.thrown.length !== 0) return undefined;
    try {
      return this.resource.runInAsyncScope(callback, this.target, ...args);
    } catch (error) {
      if (event !== kOnMessageBegin) this.thrown.push(error);
      return undefined;
    }
  }

  begin() {
    if (this.begun) return;
    this.begun = true;
    this.call(kOnMessageBegin);
  }

  /** All of `fields` by kOnHeaders. */
  flush(fields, url) {
    for (let i = 0; i < fields.length; i += kFlushedFields * 2) {
      this.call(kOnHeaders, fields.slice(i, i + kFlushedFields * 2), i === 0 ? url : '');
    }
  }

  onHead(bits, text, status, major, minor) {
    this.begin();
    const isRequest = this.type === kRequests;
    let fields = this.native.rawHeaders();
    let url = this.url = isRequest ? text : '';
    if (fields.length > kFlushedFields * 2) {
      this.flush(fields, url);
      fields = url = undefined;
    }
    const upgrade = (bits & kHeadUpgrade) !== 0;
    const skip = this.call(
      kOnHeadersComplete, major, minor, fields, isRequest ? bits & 255 : undefined, isRequest ? url : undefined,
      isRequest ? undefined : status, isRequest ? undefined : text, upgrade, (bits & kHeadKeepAlive) !== 0);
    if (skip === 1 || skip === true) return 1;
    return skip === 2 || upgrade || (isRequest && kMethods[bits & 255] === 'CONNECT') ? 2 : 0;
  }

  onBody(start, length) {
    this.call(kOnBody, this.bytes.subarray(start, start + length));
  }

  onMessageEnd() {
    this.flush(this.native.rawHeaders(), this.url);
    this.call(kOnMessageComplete);
    this.begun = false;
    return false;
  }

  throwAgain() {
    if (this.thrown.length !== 0) throw this.thrown.shift();
  }
}

class HTTPParser {
  #receiver = null;
  #current = kNoBytes;
  #consumed = null;  // {handle, owner}

  /** @param {number} type REQUEST or RESPONSE @param {object} [resource] @param {number} [maxHeaderSize] @param {number} [flags] */
  initialize(type, resource, maxHeaderSize = 0, flags = constants.kLenientNone) {
    const validation = flags === constants.kLenientNone ? kStrict :
      flags === constants.kLenientHeaderValueRelaxed ? kRelaxed : kInsecure;
    const kind = type === kResponses ? kResponses : kRequests;
    this.close();
    this.#receiver = new Receiver(this, kind, new Parser(kind, maxHeaderSize >>> 0, validation, 0));
  }

  /** @param {Uint8Array} bytes @returns {number|Error} the bytes used; fewer than there are after an upgrade */
  execute(bytes, offset = 0, length = bytes.length - offset) {
    const receiver = this.#receiver;
    if (receiver === null) return 0;
    const { native } = receiver;
    const before = this.#current;
    receiver.bytes = this.#current = bytes.subarray(offset, offset + length);
    const used = native.execute(receiver, receiver.bytes);
    this.#current = before;
    if (native.state !== kIdleState) receiver.begin();
    receiver.throwAgain();
    return native.status === kError ? makeParseError(native.takeError(), used) : used;
  }

  /** The bytes have ended. @returns {Error|undefined} */
  finish() {
    const receiver = this.#receiver;
    if (receiver === null) return undefined;
    const { native } = receiver;
    if (native.status === kUpgrade || native.status === kError) return undefined;
    const status = native.finish(receiver);
    receiver.throwAgain();
    return status === kError ? makeParseError(native.takeError(), 0) : undefined;
  }

  /** The bytes that execute() is reading. */
  getCurrentBuffer() {
    return this.#current;
  }

  close() {
    this.unconsume();
    this.#receiver?.resource.emitDestroy();
    this.#receiver = null;
    this.#current = kNoBytes;
  }
  free() {
    this.close();
  }
  remove() {}  // takes a parser off its server's list of connections, which holds none of these
  resume() {
    this.#receiver?.native.resume();
  }
  pause() {}  // as in Node it does not stop execute(), which reads all that it is given

  /** What `handle` reads goes to execute() from now on, and what that answers to kOnExecute; its end goes to its owner. */
  consume(handle) {
    this.unconsume();
    const { owner } = handle;
    this.#consumed = { handle, owner };
    handle.setOwner({
      [kOnRead]: (bytes) => {
        const used = this.execute(bytes);
        this[kOnExecute]?.(used, bytes);
      },
      [kOnEnd]: (status) => {
        this.unconsume();
        owner?.[kOnEnd](status);
      },
    });
  }

  /** The handle's bytes go to its owner again. */
  unconsume() {
    const consumed = this.#consumed;
    this.#consumed = null;
    if (consumed?.owner !== undefined) consumed.handle.setOwner(consumed.owner);
  }
}
Object.assign(HTTPParser, constants);

module.exports = { HTTPParser };
