'use strict';
// Every resolve method asks for its type and shows the records as documented.
const assert = require('assert');
const { Resolver } = require('dns').promises;
const { startServer } = require('./support/server');

const soa = { nsname: 'ns.test', hostmaster: 'root.test', serial: 2, refresh: 3, retry: 4, expire: 5, minttl: 6 };
const naptr = { flags: 's', service: 'SIP+D2U', regexp: '', replacement: '_sip._udp.test', order: 30, preference: 100 };
const table = {
  'a.test A': [{ address: '192.0.2.1', ttl: 7 }, { address: '192.0.2.2', ttl: 8 }],
  'a.test AAAA': [{ address: '2001:db8::1', ttl: 9 }],
  'alias.test A': [{ type: 'CNAME', value: 'a.test' }, { owner: 'a.test', address: '192.0.2.1' }],
  'alias.test CNAME': [{ value: 'a.test' }],
  'a.test MX': [{ exchange: 'mx.test', priority: 10 }],
  'a.test NS': [{ value: 'n1.test' }, { value: 'n2.test' }],
  'a.test TXT': [{ entries: ['v=1', 'h\u00e9', ''] }, { entries: ['two'] }],
  'a.test SRV': [{ name: 'host.test', port: 80, priority: 1, weight: 2 }],
  'a.test PTR': [{ value: 'b.test' }],
  'a.test SOA': [soa],
  'a.test NAPTR': [naptr],
  'a.test CAA': [{ critical: 128, tag: 'issue', value: 'ca.test' }],
  'a.test TLSA': [{ certUsage: 3, selector: 1, match: 1, data: [1, 2, 3] }],
  'all.test ANY': [{ type: 'MX', exchange: 'mx.test', priority: 1 }, { type: 'A', address: '192.0.2.3', ttl: 5 },
                   { type: 'TXT', entries: ['x'] }, { type: 'SOA', ...soa }],
  '1.2.0.192.in-addr.arpa PTR': [{ value: 'one.test' }, { value: 'two.test' }],
};

startServer(table, async (server) => {
  const resolver = new Resolver({ tries: 1 });
  resolver.setServers([server.address]);
  assert.deepStrictEqual(resolver.getServers(), [server.address]);
  const expected = [
    ['resolve4', ['192.0.2.1', '192.0.2.2']],
    ['resolve6', ['2001:db8::1']],
    ['resolveMx', [{ exchange: 'mx.test', priority: 10, type: 'MX' }]],
    ['resolveNs', ['n1.test', 'n2.test']],
    ['resolveTxt', [['v=1', 'h\u00e9', ''], ['two']]],
    ['resolveSrv', [{ name: 'host.test', port: 80, priority: 1, weight: 2, type: 'SRV' }]],
    ['resolvePtr', ['b.test']],
    ['resolveSoa', { ...soa, type: undefined }],
    ['resolveNaptr', [{ ...naptr, type: undefined }]],
    ['resolveCaa', [{ critical: 128, type: 'CAA', issue: 'ca.test' }]],
    ['resolveTlsa', [{ certUsage: 3, selector: 1, match: 1, data: new Uint8Array([1, 2, 3]).buffer }]],
  ];
  for (const [method, value] of expected) assert.deepStrictEqual(await resolver[method]('a.test'), value, method);
  assert.deepStrictEqual(await resolver.resolve4('a.test', { ttl: true }),
                         [{ address: '192.0.2.1', ttl: 7 }, { address: '192.0.2.2', ttl: 8 }]);
  assert.deepStrictEqual(await resolver.resolve('alias.test'), ['192.0.2.1']);
  assert.deepStrictEqual(await resolver.resolve('alias.test', 'CNAME'), ['a.test']);
  assert.deepStrictEqual(await resolver.resolveAny('all.test'), [
    { address: '192.0.2.3', ttl: 5, type: 'A' }, { exchange: 'mx.test', priority: 1, type: 'MX' },
    { entries: ['x'], type: 'TXT' }, { ...soa, type: 'SOA' },
  ]);
  assert.deepStrictEqual(await resolver.reverse('192.0.2.1'), ['one.test', 'two.test']);
  server.close();
});
