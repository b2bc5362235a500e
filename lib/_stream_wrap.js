'use strict';
// The deprecated module '_stream_wrap': a Duplex in the form of a net.Socket. Phasor's TLS takes any Duplex without it.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { Socket } = require('net');

process.emitWarning('The _stream_wrap module is deprecated.', 'DeprecationWarning', 'DEP0125');

class JSStreamSocket extends Socket {
  constructor(stream) {  // eslint-disable-line no-unused-vars
    throw new ERR_METHOD_NOT_IMPLEMENTED('new JSStreamSocket()');
  }
}

JSStreamSocket.StreamWrap = JSStreamSocket;

module.exports = JSStreamSocket;
