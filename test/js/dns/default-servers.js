'use strict';
// dns.setServers() changes the servers of dns and of dns.promises, not those of resolvers that exist.
const assert = require('assert');
const dns = require('dns');
const { startServer } = require('./support/server');

startServer({ 'a.test A': [{ address: '192.0.2.1' }] }, async (server) => {
  const own = new dns.Resolver();
  const before = own.getServers();
  dns.setServers([server.address]);
  assert.deepStrictEqual(dns.getServers(), [server.address]);
  assert.deepStrictEqual(dns.promises.getServers(), [server.address]);
  assert.deepStrictEqual(own.getServers(), before);
  assert.deepStrictEqual(await dns.promises.resolve('a.test'), ['192.0.2.1']);
  dns.resolve4('a.test', (error, addresses) => {
    assert.deepStrictEqual([error, addresses], [null, ['192.0.2.1']]);
    assert.throws(() => dns.setServers(['not an address']), { code: 'ERR_INVALID_IP_ADDRESS' });
    assert.deepStrictEqual(dns.getServers(), [server.address]);
    dns.setServers(['192.0.2.1:5353', '[2001:db8::1]:53', '2001:db8::2']);
    assert.deepStrictEqual(dns.getServers(), ['192.0.2.1:5353', '2001:db8::1', '2001:db8::2']);
    server.close();
  });
});
