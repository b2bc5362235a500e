'use strict';
// The public names of http, but for what a message of Phasor makes when it is touched, and Node's has as its own from the
// start (docs/architecture.md, "One HTTP/1 request").
const lazy = ['IncomingMessage.prototype.client', 'IncomingMessage.prototype.rawHeaders', 'IncomingMessage.prototype.socket',
              'ServerResponse.prototype.socket'];
require('./_describe')('http', require('http'), 1, lazy.map((name) => `http.${name}`));
