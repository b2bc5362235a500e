'use strict';
// What a server refuses, what it does not know and what it never answers have their own error codes.
const assert = require('assert');
const dns = require('dns');
const { startServer } = require('./support/server');

const table = {
  'empty.test A': [], 'other.test A': [{ type: 'MX', exchange: 'mx.test', priority: 1 }], 'form.test A': 'FORMERR',
  'serv.test A': 'SERVFAIL', 'imp.test A': 'NOTIMP', 'refused.test A': 'REFUSED', 'silent.test A': 'silent',
};
const expected = {
  'empty.test': 'ENODATA', 'other.test': 'ENODATA', 'form.test': 'EFORMERR', 'serv.test': 'ESERVFAIL', 'imp.test': 'ENOTIMP',
  'refused.test': 'EREFUSED', 'silent.test': 'ETIMEOUT', 'unknown.test': 'ENOTFOUND', 'two..dots': 'EBADNAME',
};

startServer(table, async (server) => {
  const resolver = new dns.promises.Resolver({ timeout: 100, tries: 1 });
  resolver.setServers([server.address]);
  for (const [hostname, code] of Object.entries(expected)) {
    await assert.rejects(resolver.resolve4(hostname),
                         { name: 'Error', code, syscall: 'queryA', hostname, message: `queryA ${code} ${hostname}` });
  }
  assert.strictEqual(server.asked.filter((question) => question === 'silent.test A').length, 1);
  server.close();
});
