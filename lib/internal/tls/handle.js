'use strict';
// TlsHandle: what a TLSSocket has as its `_handle`, a native TlsStream over a net handle or over any Duplex. Callers: internal/tls/socket.
// Its methods are those of the handles in internal/net/handle.js. Events of the native side go to the owner's methods below, by symbol.

const native = binding('tls_stream');
const { hasInitHooks } = require('internal/async_context');
const { FastBuffer } = require('internal/buffer');
const { kOnEnd, kOnRead, Pipe, Tcp } = require('internal/net/handle');

const kOnHandshakeStart = Symbol('kOnHandshakeStart');
const kOnHandshakeDone = Symbol('kOnHandshakeDone');
const kOnTlsError = Symbol('kOnTlsError');
const kOnKeylog = Symbol('kOnKeylog');
const kOnSession = Symbol('kOnSession');
const kOnOcspResponse = Symbol('kOnOcspResponse');
const kOnClientHello = Symbol('kOnClientHello');
const kOnCertificate = Symbol('kOnCertificate');
const kOnAlpn = Symbol('kOnAlpn');
const kOnPskServer = Symbol('kOnPskServer');
const kOnPskClient = Symbol('kOnPskClient');
const kDuplex = Symbol('kDuplex');
const UV_EOF = -4095;
const UV_ECANCELED = -125;
const UV_EPIPE = -32;
const UV_EPROTO = -71;

// By position: TlsStream::Event in src/bindings/tls_stream.h. Bytes come as ArrayBuffers.
native.setHandlers([
  (owner, bytes) => { owner[kOnRead](new FastBuffer(bytes)); },
  (owner, status) => { owner[kOnEnd](status); },
  (owner) => { owner[kOnHandshakeStart](); },
  (owner) => { owner[kOnHandshakeDone](); },
  (owner, error) => { owner[kOnTlsError](error); },
  (owner, line) => { owner[kOnKeylog](new FastBuffer(line)); },
  (owner, id, session) => { owner[kOnSession](new FastBuffer(id), new FastBuffer(session)); },
  (owner, response) => { owner[kOnOcspResponse](response === null ? null : new FastBuffer(response)); },
  (owner, sessionId, servername, tlsTicket, wantsOcsp) => {
    owner[kOnClientHello]({ sessionId: new FastBuffer(sessionId), servername, tlsTicket, ocspRequest: wantsOcsp });
  },
  (owner, servername, wantsOcsp) => { owner[kOnCertificate](servername, wantsOcsp); },
  (owner, servername, offered) => owner[kOnAlpn](servername, new FastBuffer(offered)),
  (owner, identity, room) => owner[kOnPskServer](identity, room),
  (owner, hint, keyRoom, identityRoom) => owner[kOnPskClient](hint, keyRoom, identityRoom),
  (owner, bytes, done) => { owner._handle?.writeEncrypted(new FastBuffer(bytes), done); },
]);

class TlsHandle extends native.TlsStream {
  constructor(context, isServer) {
    super(context, isServer);
    this.reading = false;
    this.raw = null;      // the native handle below
    this.socket = null;   // the net.Socket or Duplex below, when somebody else has made it
    this.closed = false;
    this.handshakes = 0;  // renegotiations
    this.failure = undefined;  // { status, text }: why writes fail
    if (hasInitHooks()) this.begin();
  }

  /** Runs over a Tcp or Pipe handle. @param {object} raw @param {import('net').Socket} [socket] its owner */
  useHandle(raw, socket = null) {
    this.raw = raw;
    this.socket = socket;
    return this.attach(raw);
  }

  /** Runs over any Duplex. @param {import('stream').Duplex} duplex */
  useStream(duplex) {
    this.socket = duplex;
    this[kDuplex] = duplex;
    this.useDuplex();
    duplex.on('data', (chunk) => { this.receive(typeof chunk === 'string' ? Buffer.from(chunk) : chunk); });
    duplex.on('end', () => { this.receiveEnd(UV_EOF); });
  }

  /** The stream below; http2-wrapper, and got with it, take its class when they are loaded. */
  get _parentWrap() {
    return this.socket;
  }

  // A write that is over at once is reported a tick later: what is written meanwhile leaves in one record.
  writeBuffer(bytes, done) { return inATick(super.writeBuffer(bytes, done), done); }
  writeUtf8(text, done) { return inATick(super.writeUtf8(text, done), done); }
  writeLatin1(text, done) { return inATick(super.writeLatin1(text, done), done); }
  writev(chunks, done) { return inATick(super.writev(chunks, done), done); }

  /** The handshake has failed, for what OpenSSL says in `text`: what was written meanwhile fails with it. */
  refuseWrites(text) {
    this.failure = { status: UV_EPROTO, text };
    this.detach();
    this.failWrites();
  }

  writeEncrypted(bytes, done) {
    const duplex = this[kDuplex];
    if (duplex.destroyed || duplex.writableEnded) {
      if (done) process.nextTick(done, UV_EPIPE);
    } else if (done === undefined) {
      duplex.write(bytes);
    } else {
      duplex.write(bytes, (error) => { done(error ? UV_EPIPE : 0); });
    }
  }

  // Stops the Duplex below while nobody reads: it has no other way to know.
  readStart() {
    this[kDuplex]?.resume();
    return super.readStart();
  }

  readStop() {
    this[kDuplex]?.pause();
    return super.readStop();
  }

  shutdown(done) {
    const status = super.shutdown(done);
    const duplex = this[kDuplex];
    if (duplex === undefined || status !== 0) return status;
    if (duplex.destroyed || duplex.writableEnded) process.nextTick(done, 0);
    else duplex.end(() => { done(0); });
    return 0;
  }

  close(done) {
    if (this.closed) return;
    this.closed = true;
    this.failure ??= { status: UV_ECANCELED, text: 'Canceled because of SSL destruction' };
    this.detach();
    const { socket, raw } = this;
    if (socket !== null) {
      if (socket.closed) setImmediate(() => this.afterClose(done));
      else socket.once('close', () => { process.nextTick(() => this.afterClose(done)); });  // after an 'error' in a tick
      socket.destroy();
    } else if (raw !== null) {
      raw.close(done);
    } else {
      setImmediate(() => this.afterClose(done));  // after an 'error' that is told in a tick
    }
  }

  afterClose(done) {
    this.failWrites();
    done?.();
  }

  reset(done) {
    if (this.closed) return 0;
    if (this.socket !== null || typeof this.raw?.reset !== 'function') {
      this.close(done);
      return 0;
    }
    this.closed = true;
    this.detach();
    return this.raw.reset(done);
  }

  asyncReset() {
    this.raw?.asyncReset?.();
    super.asyncReset();
  }

  get writeQueueSize() { return this.waitingBytes + (this.raw?.writeQueueSize ?? 0); }
  get fd() { return this.raw?.fd ?? -1; }
  ref() { (this.raw ?? this[kDuplex])?.ref?.(); }
  unref() { (this.raw ?? this[kDuplex])?.unref?.(); }
  hasRef() { return this.raw?.hasRef() ?? false; }
  setNoDelay(enable) { return this.raw?.setNoDelay?.(enable) ?? 0; }
  setKeepAlive(enable, seconds) { return this.raw?.setKeepAlive?.(enable, seconds) ?? 0; }
  getSockName() { return this.raw?.getSockName?.() ?? this[kDuplex]?._getsockname?.(); }
  getPeerName() { return this.raw?.getPeerName?.() ?? this[kDuplex]?._getpeername?.(); }
}

function inATick(status, done) {
  if (status !== 0) return status;
  process.nextTick(done, 0);
  return 1;
}

function isNetHandle(handle) {
  return handle instanceof Tcp || handle instanceof Pipe;
}

module.exports = {
  isNetHandle, kOnAlpn, kOnCertificate, kOnClientHello, kOnHandshakeDone, kOnHandshakeStart, kOnKeylog, kOnOcspResponse,
  kOnPskClient, kOnPskServer, kOnSession, kOnTlsError, native, TlsHandle,
};
