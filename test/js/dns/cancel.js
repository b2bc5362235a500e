'use strict';
// cancel() ends the queries of its resolver with ECANCELLED, later and in order; a query under way keeps the servers as they are.
const assert = require('assert');
const dns = require('dns');
const { startServer } = require('./support/server');

startServer({ 'silent.test A': 'silent', 'a.test A': [{ address: '192.0.2.1' }] }, (server) => {
  const resolver = new dns.Resolver();
  resolver.setServers([server.address]);
  const events = [];
  const note = (name) => (error) => {
    events.push(`${name} ${error.code}`);
    if (events.length === 4) finish();
  };
  resolver.resolve4('silent.test', note('first'));
  resolver.resolve4('silent.test', note('second'));
  assert.throws(() => resolver.setServers(['192.0.2.53']), { code: 'ERR_DNS_SET_SERVERS_FAILED' });
  resolver.cancel();
  events.push('now');
  process.nextTick(() => events.push('tick'));

  function finish() {
    assert.deepStrictEqual(events, ['now', 'tick', 'first ECANCELLED', 'second ECANCELLED']);
    // It goes on working, and its callbacks may cancel.
    resolver.resolve4('a.test', (error, addresses) => {
      assert.deepStrictEqual([error, addresses], [null, ['192.0.2.1']]);
      resolver.cancel();
      server.close();
    });
  }
});
