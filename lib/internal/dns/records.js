'use strict';
// The records of DNS answers as the resolve family shows them. A native record is [type, ttl, ...fields], the fields in
// c-ares's order (binding('resolver')). Caller: internal/dns/resolver.
// Source: Node's documentation of dns.resolveAny() and its kin; RFC 1035, 2782, 3403, 6698, 8659 for the records.

/** Numbers of the record types (IANA "DNS Parameters"). */
const kTypes = {
  A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, NAPTR: 35, TLSA: 52, ANY: 255, CAA: 257,
};

const value = ({ 2: text }) => text;
const soa = (type) => ({ 2: nsname, 3: hostmaster, 4: serial, 5: refresh, 6: retry, 7: expire, 8: minttl }) =>
  ({ nsname, hostmaster, serial, refresh, retry, expire, minttl, type });
const naptr = (type) => ({ 2: order, 3: preference, 4: flags, 5: service, 6: regexp, 7: replacement }) =>
  ({ flags, service, regexp, replacement, order, preference, type });
const mx = ({ 2: priority, 3: exchange }) => ({ exchange, priority, type: 'MX' });
const srv = ({ 2: priority, 3: weight, 4: port, 5: name }) => ({ name, port, priority, weight, type: 'SRV' });
const caa = ({ 2: critical, 3: tag, 4: text }) => ({ critical, type: 'CAA', [tag]: text });
const tlsa = ({ 2: certUsage, 3: selector, 4: match, 5: data }) => ({ certUsage, selector, match, data: data.buffer });

// What resolveMx() and the like make of one record.
const kSingle = {
  A: value, AAAA: value, CNAME: value, NS: value, PTR: value, TXT: value, MX: mx, SRV: srv, CAA: caa, TLSA: tlsa,
  SOA: soa(undefined), NAPTR: naptr(undefined),
};

// What resolveAny() makes of it, and the order in which it lists the types.
const kInAny = {
  CNAME: (record) => ({ value: record[2], type: 'CNAME' }),
  A: (record) => ({ address: record[2], ttl: record[1], type: 'A' }),
  AAAA: (record) => ({ address: record[2], ttl: record[1], type: 'AAAA' }),
  MX: mx,
  NS: (record) => ({ value: record[2], type: 'NS' }),
  TXT: (record) => ({ entries: record[2], type: 'TXT' }),
  SRV: srv,
  PTR: (record) => ({ value: record[2], type: 'PTR' }),
  NAPTR: naptr('NAPTR'),
  SOA: soa('SOA'),
  TLSA: tlsa,
  CAA: caa,
};

const withTtl = ({ 1: ttl, 2: address }) => ({ address, ttl });

function allOf(records) {
  const found = [];
  // The addresses next to an alias are its target's, not the name's.
  const isAlias = records.some((record) => record[0] === kTypes.CNAME);
  for (const type of Object.keys(kInAny)) {
    if (type === 'A' && isAlias) continue;
    for (const record of records) if (record[0] === kTypes[type]) found.push(kInAny[type](record));
  }
  return found;
}

/**
 * The result of a query for `type`; undefined when the answer holds no such record.
 * @param {string} type a key of kTypes @param {Array[]} records @param {boolean} ttl addresses with their time to live
 */
function toResult(type, records, ttl) {
  if (type === 'ANY') {
    const found = allOf(records);
    return found.length === 0 ? undefined : found;
  }
  const convert = ttl && (type === 'A' || type === 'AAAA') ? withTtl : kSingle[type];
  const found = [];
  for (const record of records) if (record[0] === kTypes[type]) found.push(convert(record));
  if (found.length === 0) return undefined;
  return type === 'SOA' ? found[0] : found;
}

module.exports = { kTypes, toResult };
