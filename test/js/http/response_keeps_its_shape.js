'use strict';
// Responses stay objects with fast properties: as dictionaries, each with a map of its own, they make every access to them in a
// program's handlers megamorphic.
const assert = require('assert');
const http = require('http');
require('v8').setFlagsFromString('--allow-natives-syntax');
const hasFastProperties = new Function('object', 'return %HasFastProperties(object)');

assert.ok(hasFastProperties(new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 })));

const server = http.createServer((req, res) => {
  Object.setPrototypeOf(res, Object.create(http.ServerResponse.prototype));
  res.locals = {};
  res.setHeader('X-A', '1');
  res.end('body');
  assert.ok(hasFastProperties(req));
  assert.ok(hasFastProperties(res));
  server.close();
});
server.listen(0, () => http.get({ port: server.address().port, agent: false }, (res) => res.resume()));
