'use strict';
// The public names of https. A server of Phasor answers a request whose handler rejects, as one of http does in Node.
require('./_describe')('https', require('https'), 1, ['https.Server.prototype.Symbol(nodejs.rejection)']);
