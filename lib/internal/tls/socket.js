'use strict';
// tls.TLSSocket: a net.Socket whose handle encrypts. Callers: lib/tls.js, internal/tls/{server,connect}, users that wrap a stream.
//
//   tls.connect(port)      the socket connects by itself (internal/net/connect); kOnConnected puts the TlsHandle over its handle
//   TLSSocket(net.Socket)  the TlsHandle reads that socket's handle; the socket itself sees no more bytes
//   TLSSocket(Duplex)      encrypted bytes go through the stream's 'data' and write()
//
// `_handle` is null until there is a transport; `ssl` is the TlsHandle from the start and null when the socket is closed.
// Errors before the handshake is over go to '_tlsError' (a server makes 'tlsClientError' of it) or 'error' (client).

const net = require('net');
const { Buffer } = require('buffer');
const { Duplex } = require('stream');
const { kOnEnd } = require('internal/net/handle');
const { kOnConnected, Socket } = require('internal/net/socket');
const {
  isNetHandle, kOnAlpn, kOnCertificate, kOnClientHello, kOnHandshakeDone, kOnHandshakeStart, kOnKeylog, kOnOcspResponse,
  kOnPskClient, kOnPskServer, kOnSession, kOnTlsError, native, TlsHandle,
} = require('internal/tls/handle');
const { createSecureContext } = require('internal/tls/context');
const { convertAlpnOption, readAlpnList } = require('internal/tls/alpn');
const { SecureContext: NativeContext } = binding('tls_context');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MULTIPLE_CALLBACK, ERR_TLS_ALPN_CALLBACK_INVALID_RESULT,
    ERR_TLS_HANDSHAKE_TIMEOUT, ERR_TLS_INVALID_CONTEXT, ERR_TLS_INVALID_STATE, ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED,
    ERR_TLS_RENEGOTIATION_DISABLED, ERR_TLS_SESSION_ATTACK, ERR_TLS_SNI_FROM_SERVER,
  },
  connResetException,
} = require('internal/errors');
const { validateBuffer, validateFunction, validateInt32, validateObject, validateString, validateUint32 } =
  require('internal/validators');

const kAlpnCallback = Symbol('alpncallback');
const kConnectOptions = Symbol('connect-options');
const kPskCallback = Symbol('pskcallback');
const kPendingSession = Symbol('pendingSession');
const kDisableRenegotiation = Symbol('disable-renegotiation');
const kRenegotiatingSince = Symbol('renegotiating-since');
const kStarted = Symbol('started');
const kVerified = Symbol('verified');
const kEarlyEnd = Symbol('early-end');
const UV_EOF = -4095;

/** @param {import('stream').Duplex} [socket] @param {object} [options] of the documentation, new tls.TLSSocket() */
function TLSSocket(socket, options) {
  const own = { ...options };
  const context = own.secureContext ?? createSecureContext(own);
  if (!(context?.context instanceof NativeContext)) throw new ERR_TLS_INVALID_CONTEXT('context');
  if (socket !== undefined && socket !== null && !(socket instanceof Duplex) && typeof socket.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('socket', 'stream.Duplex', socket);
  }
  own.isServer = Boolean(own.isServer);
  const wire = convertAlpnOption(own.ALPNProtocols);
  if (wire !== undefined) own.ALPNProtocols = wire;
  this._tlsOptions = own;
  this._secureEstablished = false;
  this._securePending = false;
  this._newSessionPending = false;
  this._controlReleased = false;
  this.secureConnecting = true;
  this._SNICallback = null;
  this.servername = null;
  this.alpnProtocol = null;
  this.authorized = false;
  this.authorizationError = null;
  this[kAlpnCallback] = typeof own.ALPNCallback === 'function' ? own.ALPNCallback : null;
  this[kVerified] = false;
  this[kPendingSession] = null;
  this[kStarted] = false;
  this[kEarlyEnd] = false;
  this[kRenegotiatingSince] = 0;
  const handle = new TlsHandle(context.context, own.isServer);
  Reflect.apply(Socket, this, [{
    allowHalfOpen: socket ? socket.allowHalfOpen : own.allowHalfOpen, pauseOnCreate: own.pauseOnConnect, manualStart: true,
    readableHighWaterMark: own.highWaterMark, writableHighWaterMark: own.highWaterMark, onread: socket ? null : own.onread, signal: own.signal, noDelay: own.noDelay,
    keepAlive: own.keepAlive, keepAliveInitialDelay: own.keepAliveInitialDelay,
  }]);
  this.encrypted = true;
  this.ssl = handle;
  handle.setOwner(this);
  handle.context = context;
  configure(this, own, handle);
  if (own.pauseOnConnect) this.readableFlowing = false;
  if (socket) wrapStream(this, socket);
  if (own.isServer) this[kStartSoon]();
}
Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype);
Object.setPrototypeOf(TLSSocket, Socket);

// ---- setting up ----

function configure(socket, options, handle) {
  socket.server = options.server ?? null;
  const requestCert = Boolean(options.requestCert) || !options.isServer;
  const rejectUnauthorized = Boolean(options.rejectUnauthorized);
  socket._requestCert = requestCert;
  socket._rejectUnauthorized = rejectUnauthorized;
  if (requestCert || rejectUnauthorized) native.setVerifyMode(handle, requestCert, rejectUnauthorized);
  if (options.isServer) configureServer(socket, options, handle);
  else configureClient(socket, options, handle);
  if (options.enableTrace) socket.enableTrace();
  if (options.handshakeTimeout > 0) socket.setTimeout(options.handshakeTimeout, socket._handleTimeout);
  if (options.pskCallback) {
    socket[kPskCallback] = options.pskCallback;
    native.enablePsk(handle);
    if (options.pskIdentityHint && !native.setPskHint(handle, options.pskIdentityHint)) {
      // A tick later the server listens.
      process.nextTick(() => { socket[kOnTlsError](new ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED()); });
    }
  }
  watchListeners(socket, options, handle);
}

function configureServer(socket, options, handle) {
  const { server } = options;
  if (socket[kAlpnCallback]) native.askAlpn(handle);
  else if (options.ALPNProtocols) native.setAlpn(handle, options.ALPNProtocols);
  if (options.SNICallback !== undefined && options.SNICallback !== null) {
    validateFunction(options.SNICallback, 'options.SNICallback');
    socket._SNICallback = options.SNICallback;
  }
  if (socket._SNICallback !== null || server?.listenerCount('OCSPRequest') > 0) native.waitForCertificate(handle);
  if (server && (server.listenerCount('resumeSession') > 0 || server.listenerCount('newSession') > 0)) {
    native.waitAtClientHello(handle);
    native.collectSessions(handle);
  }
}

function configureClient(socket, options, handle) {
  const { ALPNProtocols } = options;
  if (ALPNProtocols) {
    if (!ArrayBuffer.isView(ALPNProtocols)) throw new TypeError('Must give a Buffer as first argument');
    if (ALPNProtocols.byteLength !== 0) native.setAlpn(handle, ALPNProtocols);
  }
  if (options.requestOCSP) native.requestOcsp(handle);
  if (options.session) socket.setSession(options.session);
}

// Key log lines and a client's sessions cost something each: they are made only when somebody listens.
function watchListeners(socket, options, handle) {
  const wanted = new Set(['keylog']);
  if (!options.isServer) wanted.add('session');
  if (options.server?.listenerCount('keylog') > 0 || keylogFile() !== undefined) {
    native.collectKeylog(handle);
    wanted.delete('keylog');
  }
  socket.on('newListener', function onListener(event) {
    if (!wanted.delete(event)) return;
    if (wanted.size === 0) socket.removeListener('newListener', onListener);
    if (socket.ssl === null) return;
    if (event === 'keylog') native.collectKeylog(socket.ssl);
    else native.collectSessions(socket.ssl);
  });
}

let keylogPath;
// --tls-keylog=file
function keylogFile() {
  if (keylogPath === undefined) {
    keylogPath = require('internal/options').getOptionValue('--tls-keylog') || null;
    if (keylogPath !== null) process.emitWarning('Using --tls-keylog makes TLS connections insecure, it writes secret key material to file ' + keylogPath);
  }
  return keylogPath ?? undefined;
}

function wrapStream(socket, stream) {
  socket._parent = stream instanceof Socket ? stream : null;
  socket.ssl.socket = stream;  // closes together with it from now on
  stream.on('error', (error) => { if (!socket.destroyed) socket.destroy(error); });
  stream.on('close', () => { socket.destroy(); });
  if (stream instanceof Socket && (stream.connecting || (!stream._handle && !stream.destroyed))) {
    socket.connecting = true;
    stream.once('connect', () => {
      if (socket.destroyed) return;
      socket.connecting = false;
      attachStream(socket, stream);
      socket.emit('connect');
    });
    return;
  }
  attachStream(socket, stream);
}

function attachStream(socket, stream) {
  const handle = socket.ssl;
  socket._handle = handle;
  const below = stream instanceof Socket ? stream._handle : null;
  if (isNetHandle(below)) {
    const received = readAll(stream);
    if (handle.useHandle(below, stream) === 0) {
      socket[kEarlyBytes] = received;
      return;
    }
    for (const chunk of received.reverse()) stream.unshift(chunk);
  }
  handle.useStream(stream);
}

const kEarlyBytes = Symbol('early-bytes');

// What a socket had read before it was wrapped belongs to the TLS connection.
function readAll(stream) {
  const chunks = [];
  if (typeof stream.pause === 'function') stream.pause();
  for (let chunk; stream.readableLength > 0 && (chunk = stream.read()) !== null;) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk);
  }
  return chunks;
}

/** internal/net/connect has connected `raw` for this socket. */
TLSSocket.prototype[kOnConnected] = function(raw) {
  this.ssl.useHandle(raw);
  this._handle = this.ssl;
};

const kStartSoon = Symbol('kStartSoon');

// The handshake begins a tick later: until then the session, the server name and listeners may be set.
TLSSocket.prototype[kStartSoon] = function() {
  process.nextTick(() => {
    if (!this.destroyed) this._start();
  });
};

TLSSocket.prototype._start = function() {
  if (this.connecting) {
    this.once('connect', this._start);
    return;
  }
  const handle = this._handle;
  if (!handle || this[kStarted]) return;
  this[kStarted] = true;
  handle.start();
  for (const chunk of this[kEarlyBytes] ?? []) handle.receive(chunk);
  this[kEarlyBytes] = undefined;
  if (!this.destroyed && !this._tlsOptions.pauseOnConnect) this.read(0);
};

// ---- events of the handle ----

TLSSocket.prototype[kOnHandshakeStart] = function() {
  if (!this._secureEstablished || this.ssl === null) return;
  // A second handshake. Clients could keep a server busy with them (CVE-2011-1473).
  if (this[kDisableRenegotiation]) {
    this._emitTLSError(new ERR_TLS_RENEGOTIATION_DISABLED());
    return;
  }
  if (!this._tlsOptions.isServer) return;
  const { CLIENT_RENEG_LIMIT, CLIENT_RENEG_WINDOW } = require('tls');
  const now = Date.now();
  if (now - this[kRenegotiatingSince] >= CLIENT_RENEG_WINDOW * 1000) {
    this.ssl.handshakes = 0;
    this[kRenegotiatingSince] = now;
  }
  if (++this.ssl.handshakes > CLIENT_RENEG_LIMIT) this._emitTLSError(new ERR_TLS_SESSION_ATTACK());
};

TLSSocket.prototype[kOnHandshakeDone] = function() {
  this._finishInit();
};

TLSSocket.prototype._finishInit = function() {
  if (this.ssl === null || this.destroyed) return;
  if (this._newSessionPending) {  // a server waits until the session is stored
    this._securePending = true;
    return;
  }
  this.alpnProtocol = native.alpnProtocol(this.ssl) ?? false;
  this.servername = native.servername(this.ssl) ?? false;
  this._secureEstablished = true;
  if (this._tlsOptions.handshakeTimeout > 0) this.setTimeout(0, this._handleTimeout);
  this.emit('secure');
};

TLSSocket.prototype[kOnTlsError] = function(error) {
  if (this._hadError) return;
  this._hadError = true;
  if (!this._secureEstablished) {
    if (error.library !== undefined && this._handle.waitingBytes !== 0) {
      this._handle.refuseWrites(error.message);  // their failure destroys the socket
      return;
    }
    const isOurs = !this._controlReleased && this.listenerCount('_tlsError') > 0;
    // Whoever takes the error may destroy the socket with it: that must not emit it once more.
    this.destroy(isOurs ? undefined : error);
    this._tlsError(error);
    return;
  }
  // TLS 1.3 tells a client that its certificate is missed only after its handshake.
  if (this._tlsOptions.isServer && this._rejectUnauthorized && error.code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE') {
    this.destroy();
    return;
  }
  this._emitTLSError(error);
};

TLSSocket.prototype[kOnKeylog] = function(line) {
  if (keylogFile() !== undefined) require('fs').appendFileSync(keylogFile(), line, { mode: 0o600 });
  this.emit('keylog', line);
};

TLSSocket.prototype[kOnOcspResponse] = function(response) {
  this.emit('OCSPResponse', response);
};

TLSSocket.prototype[kOnSession] = function(id, session) {
  if (this._tlsOptions.isServer) {
    offerNewSession(this, id, session);
  } else if (this[kVerified]) {
    this.emit('session', session);
  } else {
    this[kPendingSession] = session;
  }
};

function offerNewSession(socket, id, session) {
  const { server } = socket._tlsOptions;
  if (!server || server.listenerCount('newSession') === 0) return;
  socket._newSessionPending = true;
  let called = false;
  const done = () => {
    if (called) return;
    called = true;
    socket._newSessionPending = false;
    if (socket._securePending) socket._finishInit();
    socket._securePending = false;
  };
  try {
    server.emit('newSession', id, session, done);
  } catch (error) {
    server.emit('error', error);
    done();
  }
}

TLSSocket.prototype[kOnClientHello] = function(hello) {
  const { server } = this._tlsOptions;
  const goOn = () => { this.ssl?.continueHandshake(); };
  if (hello.sessionId.length === 0 || hello.tlsTicket || server.listenerCount('resumeSession') === 0) {
    goOn();
    return;
  }
  callOnce(this, (callback) => server.emit('resumeSession', hello.sessionId, callback), (session) => {
    if (session) native.offerSession(this.ssl, typeof session === 'string' ? Buffer.from(session, 'latin1') : session);
    goOn();
  });
};

/**
 * Asks user code for something during the handshake: `ask(callback)`, whose (error, value) leads to `use(value)`. What it throws
 * counts as the handshake's error; a second call is an error, too.
 */
function callOnce(socket, ask, use) {
  let called = false;
  const callback = (error, value) => {
    if (called) {
      socket[kOnTlsError](new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    if (socket.ssl === null) return;
    if (error) socket[kOnTlsError](error);
    else use(value);
  };
  try {
    ask(callback);
  } catch (error) {
    socket[kOnTlsError](error);
  }
}

TLSSocket.prototype[kOnCertificate] = function(servername, wantsOcsp) {
  if (!servername || this._SNICallback === null) {
    requestOcsp(this, undefined, wantsOcsp);
    return;
  }
  this.servername = servername;
  callOnce(this, (callback) => Reflect.apply(this._SNICallback, this, [servername, callback]), (found) => {
    const context = found ? found.context ?? found : undefined;
    if (context === undefined || context instanceof NativeContext) {
      requestOcsp(this, context, wantsOcsp);
      return;
    }
    this[kOnTlsError](new TypeError('Invalid SNI context'));
  });
};

// Asks the server's listeners for an OCSP response, then lets the handshake go on with `context`.
function requestOcsp(socket, context, wantsOcsp) {
  const { server } = socket._tlsOptions;
  const goOn = () => { socket.ssl?.continueHandshake(context); };
  if (!wantsOcsp || !server || server.listenerCount('OCSPRequest') === 0) {
    goOn();
    return;
  }
  const used = context ?? socket.ssl.context.context;
  const certificate = used.certificate(false);
  const issuer = used.certificate(true);
  const buffer = (bytes) => (bytes === undefined ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  callOnce(socket, (callback) => server.emit('OCSPRequest', buffer(certificate), buffer(issuer), callback), (response) => {
    if (response) native.setOcspResponse(socket.ssl, response);
    goOn();
  });
}

TLSSocket.prototype[kOnAlpn] = function(servername, offered) {
  const protocols = readAlpnList(offered);
  const selected = Reflect.apply(this[kAlpnCallback], this, [{ servername: servername || false, protocols }]);
  if (selected === undefined) return undefined;
  if (!protocols.includes(selected)) throw new ERR_TLS_ALPN_CALLBACK_INVALID_RESULT(selected, protocols);
  return selected;
};

TLSSocket.prototype[kOnPskServer] = function(identity, room) {
  const found = this[kPskCallback](this, identity);
  if (found === null || found === undefined) return undefined;
  const psk = ArrayBuffer.isView(found) ? found : found.psk;
  if (!ArrayBuffer.isView(psk)) {
    throw new ERR_INVALID_ARG_TYPE('ret', ['Object', 'Buffer', 'TypedArray', 'DataView'], found);
  }
  return checkPsk(psk, room);
};

function checkPsk(psk, room) {
  if (psk.byteLength > room) throw new ERR_INVALID_ARG_VALUE('psk', psk, `Pre-shared key exceeds ${room} bytes`);
  return psk;
}

TLSSocket.prototype[kOnPskClient] = function(hint, room, identityRoom) {
  const found = this[kPskCallback](hint);
  if (found === null || found === undefined) return undefined;
  validateObject(found, 'ret');
  if (!ArrayBuffer.isView(found.psk)) {
    throw new ERR_INVALID_ARG_TYPE('ret.psk', ['Buffer', 'TypedArray', 'DataView'], found.psk);
  }
  checkPsk(found.psk, room);
  validateString(found.identity, 'ret.identity');
  if (Buffer.byteLength(found.identity) > identityRoom) {
    throw new ERR_INVALID_ARG_VALUE('identity', found.identity, `PSK identity exceeds ${identityRoom} bytes`);
  }
  return [found.identity, found.psk];
};

// The peer left. Before the handshake is over that is an error.
TLSSocket.prototype[kOnEnd] = function(status) {
  if (!this._secureEstablished && status === UV_EOF) {
    this[kEarlyEnd] = true;
    if (!this._tlsOptions.isServer && this[kConnectOptions] === undefined) {  // tls.connect() waits for 'end'
      this.destroy(disconnectedError(this));
      return;
    }
  }
  Reflect.apply(Socket.prototype[kOnEnd], this, [status]);
};

function disconnectedError(socket) {
  const options = socket[kConnectOptions] ?? {};
  const error = connResetException('Client network socket disconnected before secure TLS connection was established');
  error.path = options.path;
  error.host = options.host;
  error.port = options.port;
  error.localAddress = options.localAddress;
  return error;
}

// ---- errors and timeouts ----

TLSSocket.prototype._handleTimeout = function() {
  this._emitTLSError(new ERR_TLS_HANDSHAKE_TIMEOUT());
};

TLSSocket.prototype._emitTLSError = function(error) {
  const unhandled = this._tlsError(error);
  if (unhandled) this.destroy(unhandled);
};

/** @returns {Error|null} the error, when nobody has taken it */
TLSSocket.prototype._tlsError = function(error) {
  const watched = this.emit('_tlsError', error);
  return this._controlReleased || !watched ? error : null;
};

/** The socket is the user's from now on: errors are its own. @returns {boolean} whether it was not before */
TLSSocket.prototype._releaseControl = function() {
  if (this._controlReleased) return false;
  this._controlReleased = true;
  this.removeAllListeners('_tlsError');
  return true;
};

TLSSocket.prototype._destroySSL = function() {
  const handle = this.ssl;
  if (handle === null) return;
  this.ssl = null;
};

TLSSocket.prototype._wrapHandle = function() {
  return this.ssl;
};

TLSSocket.prototype._init = function() {};

TLSSocket.prototype._destroy = function(error, callback) {
  const handle = this.ssl;
  const isOurs = this._handle === handle;
  this._destroySSL();
  Reflect.apply(Socket.prototype._destroy, this, [error, callback]);
  // A handle that never had a transport is not closed by the socket.
  if (!isOurs) handle?.close();
};

// ---- the public methods ----

TLSSocket.prototype.disableRenegotiation = function() {
  this[kDisableRenegotiation] = true;
};

TLSSocket.prototype.renegotiate = function(options, callback) {
  validateObject(options, 'options');
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (this.destroyed) return undefined;
  if (this.ssl === null) return false;
  const { requestCert = this._requestCert, rejectUnauthorized = this._rejectUnauthorized } = options;
  if (requestCert !== this._requestCert || rejectUnauthorized !== this._rejectUnauthorized) {
    native.setVerifyMode(this.ssl, Boolean(requestCert), Boolean(rejectUnauthorized));
    this._requestCert = requestCert;
    this._rejectUnauthorized = rejectUnauthorized;
  }
  let started = false;
  try {
    started = this.ssl.renegotiate();
  } catch (error) {
    if (callback) process.nextTick(callback, error);
    return false;
  }
  if (!started) return false;
  if (callback) this.once('secure', () => { callback(null); });
  return true;
};

TLSSocket.prototype.exportKeyingMaterial = function(length, label, context) {
  validateUint32(length, 'length', true);
  validateString(label, 'label');
  if (context !== undefined) validateBuffer(context, 'context');
  if (!this._secureEstablished || this.ssl === null) throw new ERR_TLS_INVALID_STATE();
  return bufferOf(native.exportKeyingMaterial(this.ssl, length, label, context));
};

TLSSocket.prototype.setMaxSendFragment = function(size) {
  validateInt32(size, 'size');
  return this.ssl !== null && native.setMaxSendFragment(this.ssl, size);
};

TLSSocket.prototype.setServername = function(name) {
  validateString(name, 'name');
  if (this._tlsOptions.isServer) throw new ERR_TLS_SNI_FROM_SERVER();
  if (this.ssl !== null) native.setServername(this.ssl, name);
};

TLSSocket.prototype.setSession = function(session) {
  if (typeof session === 'string') session = Buffer.from(session, 'latin1');
  if (!ArrayBuffer.isView(session)) {
    const error = new TypeError('Session must be a buffer');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (this.ssl !== null) native.setSession(this.ssl, session);
};

TLSSocket.prototype.setKeyCert = function(context) {
  if (this.ssl === null) return;
  const made = context?.context instanceof NativeContext ? context : createSecureContext(context);
  native.setKeyCert(this.ssl, made.context);
};

/** Writes what OpenSSL tells about each message to standard error. */
TLSSocket.prototype.enableTrace = function() {
  if (this.ssl !== null) native.trace(this.ssl);
};

TLSSocket.prototype.getPeerCertificate = function(detailed) {
  if (this.ssl === null) return null;
  const { legacyObject } = require('internal/crypto/x509');
  const handles = native.peerChain(this.ssl, Boolean(detailed));
  if (handles.length === 0) return {};
  const objects = handles.map(legacyObject);
  if (!detailed) return objects[0];
  for (let i = 0; i + 1 < objects.length; i++) objects[i].issuerCertificate = objects[i + 1];
  // A root is its own issuer.
  const last = handles.at(-1);
  if (last.checkIssued(last)) objects.at(-1).issuerCertificate = objects.at(-1);
  return objects[0];
};

TLSSocket.prototype.getCertificate = function() {
  if (this.ssl === null) return null;
  const handle = native.ownCertificate(this.ssl);
  return handle === undefined ? {} : require('internal/crypto/x509').legacyObject(handle);
};

TLSSocket.prototype.getPeerX509Certificate = function(_detailed) {
  if (this.ssl === null) return undefined;
  const { certificateOf } = require('internal/crypto/x509');
  return native.peerChain(this.ssl, true).reduceRight((issuer, handle) => certificateOf(handle, issuer), undefined);
};

TLSSocket.prototype.getX509Certificate = function() {
  const handle = this.ssl === null ? undefined : native.ownCertificate(this.ssl);
  return handle === undefined ? undefined : require('internal/crypto/x509').certificateOf(handle);
};

TLSSocket.prototype.getEphemeralKeyInfo = function() {
  if (this.ssl === null || this._tlsOptions.isServer) return null;
  const found = native.ephemeralKey(this.ssl);
  if (found === undefined) return {};
  const [type, name, size] = found;
  return name === undefined ? { type, size } : { type, name, size };
};

function bufferOf(bytes) {
  return bytes === undefined ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// Questions that a closed socket answers with null.
const kQuestions = {
  getSession: (handle) => bufferOf(native.session(handle)),
  getTLSTicket: (handle) => bufferOf(native.ticket(handle)),
  getFinished: (handle) => bufferOf(native.finished(handle, false)),
  getPeerFinished: (handle) => bufferOf(native.finished(handle, true)),
  getCipher: native.cipher,
  getSharedSigalgs: native.sharedSigalgs,
  getProtocol: native.protocol,
  isSessionReused: native.isSessionReused,
};
for (const [name, ask] of Object.entries(kQuestions)) {
  TLSSocket.prototype[name] = { [name]() { return this.ssl === null ? null : ask(this.ssl); } }[name];
}

module.exports = {
  disconnectedError, emitPendingSession, kConnectOptions, kEarlyEnd, kVerified, TLSSocket, verifyErrorOf,
};

/** A client's session that came before its socket was verified. */
function emitPendingSession(socket) {
  socket[kVerified] = true;
  const session = socket[kPendingSession];
  if (session === null) return;
  socket[kPendingSession] = null;
  socket.emit('session', session);
}

const kMaybeLocalRoot = new Set([
  'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Why the peer's certificate is not trusted; undefined: it is. @param {TLSSocket} socket @returns {Error|undefined} */
function verifyErrorOf(socket) {
  const found = native.verifyError(socket.ssl);
  if (found === undefined) return undefined;
  const [code, text] = found;
  const advice = kMaybeLocalRoot.has(code) ?
    '; if the root CA is installed locally, try running Node.js with --use-system-ca' : '';
  const error = new Error(`${text}${advice}`);
  error.code = code;
  return error;
}
