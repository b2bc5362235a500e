'use strict';
// The error codes that dns and dns/promises export: c-ares's names.

const kNames = [
  'NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP',
  'CONNREFUSED', 'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS',
  'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED',
];
const codes = {};
for (const name of kNames) codes[name] = `E${name}`;

/** What needs c-ares, by name; it is not there yet. */
const kMissing = [
  'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs',
  'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse', 'getServers', 'setServers',
];

function addMissing(target, prefix) {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  for (const name of kMissing) {
    target[name] = { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`${prefix}.${name}()`); } }[name];
  }
  target.Resolver = class Resolver {
    constructor() { throw new ERR_METHOD_NOT_IMPLEMENTED(`${prefix}.Resolver`); }
  };
}

module.exports = { addMissing, codes };
