'use strict';
// Names with a NUL byte are refused before anybody is asked; the promise form takes no names for families.
const assert = require('assert');
const dns = require('dns');
const net = require('net');

const refused = { code: 'ERR_INVALID_ARG_VALUE', message: /without null bytes\. Received/ };
assert.throws(() => dns.lookup('a\0b', () => {}), refused);
assert.throws(() => dns.promises.lookup('a\0b'), refused);
assert.throws(() => net.connect({ port: 1, host: 'a\0b' }), refused);
assert.throws(() => dns.promises.lookup('127.0.0.1', { family: 'IPv4' }), { code: 'ERR_INVALID_ARG_VALUE' });
const request = dns.lookup('localhost', { family: 4 }, () => {});
assert.strictEqual(request.constructor.name, 'GetAddrInfoReqWrap');
assert.strictEqual(request.hostname, 'localhost');
dns.lookup('127.0.0.1', { family: 'IPv4' }, (error, address) => assert.strictEqual(address, '127.0.0.1'));
