// dns.lookup of an address literal still calls back asynchronously.
'use strict';
const dns = require('dns');
dns.lookup('127.0.0.1', (e, address, family) => console.log('lookup', address, family));
console.log('sync');
Promise.resolve().then(() => console.log('microtask'));
