'use strict';
// The deprecated public module `_tls_wrap`: a part of `tls`.

const { connect, createServer, Server, TLSSocket } = require('tls');

module.exports = { TLSSocket, Server, createServer, connect };
