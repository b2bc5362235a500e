// dns.promises.lookup of a literal resolves after the main module.
'use strict';
const dns = require('dns').promises;
dns.lookup('::1').then((r) => console.log('lookup', r.address, r.family));
console.log('sync');
setImmediate(() => console.log('immediate'));
