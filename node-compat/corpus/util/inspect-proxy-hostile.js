'use strict';
const util = require('util');
const p = new Proxy({ a: 1 }, { get() { throw new Error('get'); }, ownKeys() { throw new Error('keys'); }, getPrototypeOf() { throw new Error('proto'); } });
console.log(util.inspect(p), util.inspect(p, { showProxy: true }));
console.log(util.inspect({ get x() { throw new Error('boom'); } }, { getters: true }));
const r = Proxy.revocable({}, {}); r.revoke(); console.log(util.inspect(r.proxy), util.inspect(r.proxy, { showProxy: 1 }));
