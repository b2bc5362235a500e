'use strict';
// A link-local address needs no interface to be a server's.
const assert = require('assert');
const dns = require('dns');

const servers = ['103.238.225.181:666', '[fe80::483a:5aff:fee6:1f04]:666', 'fe80::483a:5aff:fee6:1f05'];
dns.setServers(servers);
assert.deepStrictEqual(dns.getServers(), servers);
