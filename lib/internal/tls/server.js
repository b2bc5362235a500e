'use strict';
// tls.Server: a net.Server whose connections become TLSSockets. Callers: lib/tls.js, lib/https.js, http2.
//
//   'connection' (raw socket) -> TLSSocket -> 'secure' -> 'secureConnection', or -> 'tlsClientError'

const net = require('net');
const { createHash } = require('crypto');
const { checkTicketKeys, createSecureContext } = require('internal/tls/context');
const { convertAlpnOption } = require('internal/tls/alpn');
const { TLSSocket, verifyErrorOf } = require('internal/tls/socket');
const {
  codes: {
    ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS, ERR_TLS_REQUIRED_SERVER_NAME,
  },
  connResetException,
} = require('internal/errors');
const { validateBuffer, validateFunction, validateNumber, validateObject, validateString } =
  require('internal/validators');

const kHandshakeTimeout = Symbol('handshake-timeout');
const kSni = Symbol('snicallback');
const kPskCallback = Symbol('pskcallback');
const kPskIdentityHint = Symbol('pskidentityhint');
const kEnableTrace = Symbol('enableTrace');
const kErrorEmitted = Symbol('error-emitted');
const kDefaultHandshakeTimeout = 120_000;

// The options of createSecureContext(), which stand as properties of the server, too.
const kContextOptions = [
  'pfx', 'key', 'passphrase', 'cert', 'clientCertEngine', 'ca', 'minVersion', 'maxVersion', 'secureProtocol', 'crl', 'sigalgs',
  'ciphers', 'ecdhCurve', 'dhparam', 'honorCipherOrder', 'secureOptions', 'sessionIdContext', 'privateKeyIdentifier',
  'privateKeyEngine',
];

/** @param {object|Function} [options] @param {Function} [listener] of 'secureConnection' */
function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options == null || typeof options === 'object') {
    options = options ?? {};
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  this._contexts = [];
  this.requestCert = options.requestCert === true;
  this.rejectUnauthorized = options.rejectUnauthorized !== false;
  this.ALPNCallback = options.ALPNCallback;
  if (this.ALPNCallback && options.ALPNProtocols) throw new ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS();
  if (options.sessionTimeout !== undefined) this.sessionTimeout = options.sessionTimeout;
  if (options.ticketKeys !== undefined) this.ticketKeys = options.ticketKeys;
  const alpn = convertAlpnOption(options.ALPNProtocols);
  if (alpn !== undefined) this.ALPNProtocols = alpn;
  this.setSecureContext(options);
  this[kHandshakeTimeout] = options.handshakeTimeout || kDefaultHandshakeTimeout;
  this[kSni] = options.SNICallback;
  this[kPskCallback] = options.pskCallback;
  this[kPskIdentityHint] = options.pskIdentityHint;
  if (options.SNICallback) validateFunction(options.SNICallback, 'options.SNICallback');
  validateNumber(this[kHandshakeTimeout], 'options.handshakeTimeout');
  if (this[kPskCallback]) validateFunction(this[kPskCallback], 'options.pskCallback');
  if (this[kPskIdentityHint]) validateString(this[kPskIdentityHint], 'options.pskIdentityHint');
  Reflect.apply(net.Server, this, [options, onConnection]);
  if (listener) this.on('secureConnection', listener);
  this[kEnableTrace] = options.enableTrace;
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

function onConnection(raw) {
  const socket = new TLSSocket(raw, {
    secureContext: this._sharedCreds, isServer: true, server: this, requestCert: this.requestCert,
    rejectUnauthorized: this.rejectUnauthorized, handshakeTimeout: this[kHandshakeTimeout], ALPNProtocols: this.ALPNProtocols,
    ALPNCallback: this.ALPNCallback, SNICallback: this[kSni] || (this._contexts.length === 0 ? undefined : findContext), enableTrace: this[kEnableTrace],
    pauseOnConnect: this.pauseOnConnect, pskCallback: this[kPskCallback], pskIdentityHint: this[kPskIdentityHint],
    highWaterMark: this.highWaterMark,
  });
  socket.on('secure', onSecure);
  socket[kErrorEmitted] = false;
  socket.on('close', onClose);
  socket.on('_tlsError', onTlsError);
  if (this.listenerCount('keylog') > 0) socket.on('keylog', (line) => { this.emit('keylog', line, socket); });
}

function onSecure() {
  const { server } = this;
  if (this._requestCert) {
    const error = verifyErrorOf(this);
    if (error !== undefined) {
      this.authorizationError = error.code;
      if (this._rejectUnauthorized) {
        this.destroy();
        return;
      }
    } else {
      this.authorized = true;
    }
  }
  if (this.destroyed || !this._releaseControl()) return;
  this.secureConnecting = false;
  server.emit('secureConnection', this);
}

function onTlsError(error) {
  if (this._controlReleased || this[kErrorEmitted]) return;
  this[kErrorEmitted] = true;
  this.server.emit('tlsClientError', error, this);
  if (!this.destroyed) this.destroy();
}

// The client left before it was known.
function onClose(hadError) {
  if (hadError || this._controlReleased || this[kErrorEmitted]) return;
  this[kErrorEmitted] = true;
  this.server.emit('tlsClientError', connResetException('socket hang up'), this);
}

/** Makes the server's context anew. @param {object} options of createSecureContext() */
Server.prototype.setSecureContext = function(options) {
  validateObject(options, 'options');
  for (const name of kContextOptions) this[name] = options[name] || undefined;
  this.ca = options.ca || undefined;
  this.honorCipherOrder = options.honorCipherOrder !== undefined ? Boolean(options.honorCipherOrder) : true;
  const secureOptions = options.secureOptions || 0;
  this.secureOptions = options.secureOptions ? secureOptions : undefined;
  this.sessionIdContext = options.sessionIdContext ||
    createHash('sha1').update(process.argv.join(' ')).digest('hex').slice(0, 32);
  if (options.sessionTimeout) this.sessionTimeout = options.sessionTimeout;
  if (options.ticketKeys) this.ticketKeys = options.ticketKeys;
  this._sharedCreds = createSecureContext({
    pfx: this.pfx, key: this.key, passphrase: this.passphrase, cert: this.cert, clientCertEngine: this.clientCertEngine,
    ca: this.ca, ciphers: this.ciphers, sigalgs: this.sigalgs, ecdhCurve: this.ecdhCurve, dhparam: this.dhparam,
    minVersion: this.minVersion, maxVersion: this.maxVersion, secureProtocol: this.secureProtocol,
    secureOptions: this.secureOptions, honorCipherOrder: this.honorCipherOrder, crl: this.crl,
    sessionIdContext: this.sessionIdContext, ticketKeys: this.ticketKeys, sessionTimeout: this.sessionTimeout,
    privateKeyIdentifier: this.privateKeyIdentifier, privateKeyEngine: this.privateKeyEngine,
    allowPartialTrustChain: options.allowPartialTrustChain,
  });
};

function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What another process needs to resume this server's sessions. */
Server.prototype._getServerData = function() {
  return { ticketKeys: this.getTicketKeys().toString('hex') };
};

Server.prototype._setServerData = function(data) {
  this.setTicketKeys(Buffer.from(data.ticketKeys, 'hex'));
};

Server.prototype.getTicketKeys = function() {
  return bufferOf(this._sharedCreds.context.ticketKeys());
};

/** @param {ArrayBufferView} keys 48 bytes */
Server.prototype.setTicketKeys = function(keys) {
  validateBuffer(keys);
  if (!this._sharedCreds.context.setTicketKeys(keys)) {
    throw new ERR_INTERNAL_ASSERTION('Session ticket keys must be a 48-byte buffer');
  }
};

/** @param {string} servername may begin with "*." @param {object} context SecureContext or its options */
Server.prototype.addContext = function(servername, context) {
  if (!servername) throw new ERR_TLS_REQUIRED_SERVER_NAME();
  const source = servername.replace(/([.^$+?\-\\[\]{}])/g, '\\$1').replaceAll('*', '[^.]*');
  const made = context?.context ? context : createSecureContext(context);
  this._contexts.push([new RegExp(`^${source}$`, 'i'), made.context]);
};

// The newest context whose name fits.
function findContext(servername, callback) {
  const { _contexts: contexts } = this.server;
  for (let i = contexts.length - 1; i >= 0; i--) {
    if (contexts[i][0].test(servername)) {
      callback(null, contexts[i][1]);
      return;
    }
  }
  callback(null, undefined);
}

Server.prototype[Symbol.for('nodejs.rejection')] = function(error, event, socket) {
  if (event === 'secureConnection') socket.destroy(error);
  else Reflect.apply(net.Server.prototype[Symbol.for('nodejs.rejection')], this, [error, event, socket]);
};

module.exports = { checkTicketKeys, Server };
