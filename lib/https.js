'use strict';
// The public module `https`. It needs tls, which is not there yet: every function says so when it is called.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

function missing(name) {
  return { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`https.${name}()`); } }[name];
}

const { Agent: HttpAgent } = require('internal/http/agent');

/** An Agent that can be configured and kept, but not connect. */
function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  Reflect.apply(HttpAgent, this, [{ __proto__: null, ...options, defaultPort: options?.defaultPort ?? 443,
                                    protocol: options?.protocol ?? 'https:' }]);
  this.maxCachedSessions = options?.maxCachedSessions ?? 100;
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);
Agent.prototype.createConnection = missing('Agent.createConnection');

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
  Server: missing('Server'),
  createServer: missing('createServer'),
  get: missing('get'),
  request: missing('request'),
};
