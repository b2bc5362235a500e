'use strict';
// The public module `dns/promises`.

const { codes } = require('internal/dns/errors');
const { getDefaultResultOrder, lookupPromise, lookupServicePromise, setDefaultResultOrder } = require('internal/dns/lookup');
const { addDefaultResolver, defaultResolverSetServers, PromisesResolver } = require('internal/dns/resolver');

module.exports = {
  lookup: lookupPromise, lookupService: lookupServicePromise, Resolver: PromisesResolver, getDefaultResultOrder,
  setDefaultResultOrder, setServers: defaultResolverSetServers, ...codes,
};
Object.defineProperty(lookupPromise, 'name', { __proto__: null, value: 'lookup' });
Object.defineProperty(lookupServicePromise, 'name', { __proto__: null, value: 'lookupService' });
addDefaultResolver(module.exports, PromisesResolver);
