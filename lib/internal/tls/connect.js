'use strict';
// tls.connect(). Callers: lib/tls.js, lib/https.js (its agent).

const net = require('net');
const { isIP } = require('internal/net/ip');
const { checkServerIdentity } = require('internal/tls/identity');
const { disconnectedError, emitPendingSession, kConnectOptions, TLSSocket, verifyErrorOf } = require('internal/tls/socket');
const { codes: { ERR_TLS_INVALID_CONTEXT } } = require('internal/errors');
const { validateBoolean, validateFunction, validateNumber } = require('internal/validators');

let warned = false;

// NODE_TLS_REJECT_UNAUTHORIZED=0 turns the verification of servers off.
function rejectsByDefault() {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return true;
  if (!warned) {
    warned = true;
    process.emitWarning("Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and " +
                        'HTTPS requests insecure by disabling certificate verification.');
  }
  return false;
}

// ([options][, callback]), (port[, host][, options][, callback]), (path[, options][, callback])
function readArguments(args) {
  const normalized = net._normalizeArgs(args);
  let options = normalized[0];
  // Options may come third, after port and host.
  for (const i of [1, 2]) {
    if (args[i] !== null && typeof args[i] === 'object') {
      options = { ...options, ...args[i] };
      break;
    }
  }
  return { options, callback: normalized[1] };
}

/** @param {...unknown} args @returns {TLSSocket} */
function connect(...args) {
  const read = readArguments(args);
  const { callback } = read;
  const tls = require('tls');  // its exports are what users change
  const allowUnauthorized = !rejectsByDefault();
  const options = {
    rejectUnauthorized: !allowUnauthorized, ciphers: tls.DEFAULT_CIPHERS, checkServerIdentity, minDHSize: 1024, ...read.options,
  };
  if (!options.keepAlive) options.singleUse = true;
  validateFunction(options.checkServerIdentity, 'options.checkServerIdentity');
  validateNumber(options.minDHSize, 'options.minDHSize', 1);
  if (options.pskCallback) validateFunction(options.pskCallback, 'pskCallback');
  const context = options.secureContext || tls.createSecureContext(options);
  if (typeof context !== 'object' || context === null) throw new ERR_TLS_INVALID_CONTEXT('context');
  if (options.enableTrace != null) validateBoolean(options.enableTrace, 'options.enableTrace');
  const socket = new TLSSocket(options.socket || undefined, {
    allowHalfOpen: options.socket ? options.socket.allowHalfOpen : Boolean(options.allowHalfOpen),
    pipe: Boolean(options.path), secureContext: context, isServer: false, requestCert: true,
    rejectUnauthorized: options.rejectUnauthorized !== false, session: options.session,
    ALPNProtocols: options.ALPNProtocols, requestOCSP: options.requestOCSP, enableTrace: options.enableTrace,
    pskCallback: options.pskCallback, highWaterMark: options.highWaterMark, onread: options.onread, signal: options.signal,
    noDelay: options.noDelay, keepAlive: options.keepAlive, keepAliveInitialDelay: options.keepAliveInitialDelay,
  });
  options.rejectUnauthorized = options.rejectUnauthorized !== false;
  socket[kConnectOptions] = options;
  if (callback) socket.once('secureConnect', callback);
  if (!options.socket) {
    // The timeout runs while the connection is being made, too.
    if (options.timeout) socket.setTimeout(options.timeout);
    socket.connect(options, socket._start);
  }
  socket._releaseControl();
  if (options.servername) {
    if (isIP(options.servername)) warnAboutIpName();
    socket.setServername(options.servername);
  }
  if (options.socket) socket._start();
  socket.on('secure', onSecure);
  socket.prependListener('end', onEnd);
  return socket;
}

let warnedIp = false;
function warnAboutIpName() {
  if (warnedIp) return;
  warnedIp = true;
  process.emitWarning('Setting the TLS ServerName to an IP address is not permitted by RFC 6066. This will be ignored in a ' +
                      'future version.', 'DeprecationWarning', 'DEP0123');
}

function onSecure() {
  const options = this[kConnectOptions];
  const ephemeral = this.getEphemeralKeyInfo();
  if (ephemeral?.type === 'DH' && ephemeral.size < options.minDHSize) {
    const { codes: { ERR_TLS_DH_PARAM_SIZE } } = require('internal/errors');
    this.destroy(new ERR_TLS_DH_PARAM_SIZE(ephemeral.size));
    return;
  }
  let error = verifyErrorOf(this);
  // A resumed session was verified when it was made.
  if (error === undefined && !this.isSessionReused()) {
    const host = options.servername || options.host || (options.socket?._host) || 'localhost';
    const certificate = this.getPeerCertificate(true);
    error = options.checkServerIdentity(host, certificate);
  }
  if (error) {
    this.authorized = false;
    this.authorizationError = error.code || error.message;
    if (options.rejectUnauthorized) {
      this.destroy(error);
      return;
    }
  } else {
    this.authorized = true;
  }
  this.secureConnecting = false;
  this.emit('secureConnect');
  emitPendingSession(this);
  this.removeListener('end', onEnd);
}

// The peer has left a socket that never became secure.
function onEnd() {
  if (this._hadError) return;
  this._hadError = true;  // a request on the socket waits for its error instead of reporting its own
  this.destroy(disconnectedError(this));
}

module.exports = { connect };
