'use strict';
// The public module `dns/promises`.

const { addMissing, codes } = require('internal/dns/errors');
const { getDefaultResultOrder, lookupPromise, lookupServicePromise, setDefaultResultOrder } = require('internal/dns/lookup');

module.exports = { lookup: lookupPromise, lookupService: lookupServicePromise, getDefaultResultOrder, setDefaultResultOrder, ...codes };
Object.defineProperty(lookupPromise, 'name', { __proto__: null, value: 'lookup' });
Object.defineProperty(lookupServicePromise, 'name', { __proto__: null, value: 'lookupService' });
addMissing(module.exports, 'dns.promises');
