'use strict';
// The public module `dns`: look-ups by the system's resolver (internal/dns/lookup) and DNS queries (internal/dns/resolver).

const { customPromisifyArgs } = require('internal/util');
const { codes } = require('internal/dns/errors');
const {
  getDefaultResultOrder, lookup, lookupService, setDefaultResultOrder,
} = require('internal/dns/lookup');
const { addDefaultResolver, defaultResolverSetServers, Resolver } = require('internal/dns/resolver');
const { AI_ADDRCONFIG, AI_ALL, AI_V4MAPPED } = binding('dns');

Object.defineProperty(lookup, customPromisifyArgs, { __proto__: null, value: ['address', 'family'], enumerable: false });
Object.defineProperty(lookupService, customPromisifyArgs, { __proto__: null, value: ['hostname', 'service'], enumerable: false });

module.exports = {
  lookup, lookupService, Resolver, getDefaultResultOrder, setDefaultResultOrder, setServers: defaultResolverSetServers,
  ADDRCONFIG: AI_ADDRCONFIG, ALL: AI_ALL, V4MAPPED: AI_V4MAPPED, ...codes,
};
addDefaultResolver(module.exports, Resolver);
Object.defineProperty(module.exports, 'promises', {
  __proto__: null, get() { return require('dns/promises'); }, configurable: true, enumerable: true,
});
