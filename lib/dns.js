'use strict';
// The public module `dns`: look-ups by the system's resolver. The resolve family (c-ares) is missing: internal/dns/errors.

const { customPromisifyArgs } = require('internal/util');
const { addMissing, codes } = require('internal/dns/errors');
const {
  getDefaultResultOrder, lookup, lookupService, setDefaultResultOrder,
} = require('internal/dns/lookup');
const { AI_ADDRCONFIG, AI_ALL, AI_V4MAPPED } = binding('dns');

Object.defineProperty(lookup, customPromisifyArgs, { __proto__: null, value: ['address', 'family'], enumerable: false });
Object.defineProperty(lookupService, customPromisifyArgs, { __proto__: null, value: ['hostname', 'service'], enumerable: false });

module.exports = { lookup, lookupService, getDefaultResultOrder, setDefaultResultOrder,
                   ADDRCONFIG: AI_ADDRCONFIG, ALL: AI_ALL, V4MAPPED: AI_V4MAPPED, ...codes };
addMissing(module.exports, 'dns');
Object.defineProperty(module.exports, 'promises', {
  __proto__: null, get() { return require('dns/promises'); }, configurable: true, enumerable: true,
});
