'use strict';
// dns.lookup and dns.lookupService, as callbacks and as promises. They ask the system's resolver on the dns pool.

const native = binding('dns');
const { startEntry } = require('internal/dns/entries');
const { isIP } = require('internal/net/ip');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
  dnsException,
} = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { validateBoolean, validateFunction, validateHostName, validateNumber, validateOneOf, validatePort, validateString } =
  require('internal/validators');

const kFamilies = [0, 4, 6];
const kOrders = ['verbatim', 'ipv4first', 'ipv6first'];
let defaultOrder = getOptionValue('--dns-result-order') || 'verbatim';
validateOneOf(defaultOrder, '--dns-result-order', kOrders);

function readFamily(family) {
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  if (family === null || family === undefined) return 0;
  validateOneOf(family, 'options.family', kFamilies);
  return family | 0;  // -0 is no int32
}

function readHints(hints) {
  if (hints === null || hints === undefined) return 0;
  validateNumber(hints, 'options.hints');
  hints >>>= 0;
  const known = native.AI_ADDRCONFIG | native.AI_ALL | native.AI_V4MAPPED;
  if ((hints & ~known) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', hints);
  return hints;
}

/** What a callback look-up returns when it asks the system. */
class GetAddrInfoReqWrap {
  constructor(callback, family, hostname) {
    this.callback = callback;
    this.family = family;
    this.hostname = hostname;
  }
}

class GetNameInfoReqWrap {
  constructor(callback, hostname, port) {
    this.callback = callback;
    this.hostname = hostname;
    this.port = port;
  }
}

function readOptions(options) {
  const query = { family: 0, hints: 0, all: false, order: defaultOrder };
  if (typeof options === 'number') {
    validateOneOf(options, 'family', kFamilies);
    query.family = options | 0;
    return query;
  }
  if (options === undefined || options === null) return query;
  if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  query.hints = readHints(options.hints);
  query.family = readFamily(options.family);
  if (options.all !== null && options.all !== undefined) {
    validateBoolean(options.all, 'options.all');
    query.all = options.all;
  }
  if (options.verbatim !== null && options.verbatim !== undefined) {
    validateBoolean(options.verbatim, 'options.verbatim');
    query.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options.order !== null && options.order !== undefined) {
    validateOneOf(options.order, 'options.order', kOrders);
    query.order = options.order;
  }
  return query;
}

function sortAddresses(flat, order) {
  const found = [];
  for (let i = 0; i < flat.length; i += 2) found.push({ address: flat[i], family: flat[i + 1] });
  if (order === 'verbatim') return found;
  const first = order === 'ipv4first' ? 4 : 6;
  return [...found.filter((item) => item.family === first), ...found.filter((item) => item.family !== first)];
}

let warnedHostname = false;
function warnHostname(hostname) {
  if (warnedHostname) return;
  warnedHostname = true;
  process.emitWarning(
    `The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`,
    'DeprecationWarning', 'DEP0118');
}

/** Calls back with (error) or (null, addresses as {address, family}). @returns {boolean} whether the system is asked */
function resolveName(hostname, query, callback) {
  const family = hostname ? isIP(hostname) : 0;
  if (!hostname || family !== 0) {
    if (!hostname) warnHostname(hostname);
    const addresses = hostname ? [{ address: hostname, family }] : [];
    process.nextTick(callback, null, addresses);
    return false;
  }
  const { family: wanted, hints, order } = query;
  const finish = startEntry('lookup', { hostname, family: wanted, hints, verbatim: order === 'verbatim', order });
  native.lookup(hostname, wanted, hints, (error, flat) => {
    if (error) {
      callback(dnsException(error.errno, 'getaddrinfo', hostname));
      return;
    }
    const addresses = sortAddresses(flat, order);
    finish?.({ addresses: query.all ? addresses : addresses.map((item) => item.address) });
    callback(null, addresses);
  });
  return true;
}

// Without an address (no host name was given) the family that was asked for is all there is to say.
function firstOf(addresses, query) {
  return addresses[0] ?? { address: null, family: query.family === 6 ? 6 : 4 };
}

/** @param {string} hostname @param {object|number|Function} [options] @param {Function} callback */
function lookup(hostname, options, callback) {
  if (hostname) validateHostName(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const query = readOptions(options);
  const asks = resolveName(hostname, query, (error, addresses) => {
    if (error) {
      callback(error);
    } else if (query.all) {
      callback(null, addresses);
    } else {
      const { address, family } = firstOf(addresses, query);
      callback(null, address, family);
    }
  });
  return asks ? new GetAddrInfoReqWrap(callback, query.family, hostname) : {};
}

/** The promise form; it takes no names for families. */
function lookupPromise(hostname, options) {
  if (hostname) validateHostName(hostname, 'hostname');
  if (typeof options?.family === 'string') validateOneOf(options.family, 'options.family', kFamilies);
  const query = readOptions(options);
  return new Promise((resolve, reject) => {
    resolveName(hostname, query, (error, addresses) => {
      if (error) reject(error);
      else resolve(query.all ? addresses : firstOf(addresses, query));
    });
  });
}

function checkService(address, port) {
  validateString(address, 'address');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  return validatePort(port);
}

// Calls back with (error) or (null, [hostname, service]).
function nameService(address, port, callback) {
  const finish = startEntry('lookupService', { host: address, port });
  native.lookupService(address, port, (error, found) => {
    if (error) {
      callback(dnsException(error.errno, 'getnameinfo', address));
      return;
    }
    finish?.({ hostname: found[0], service: found[1] });
    callback(null, found);
  });
}

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new ERR_MISSING_ARGS('address', 'port', 'callback');
  const number = checkService(address, port);
  validateFunction(callback, 'callback');
  nameService(address, number, (error, found) => {
    if (error) callback(error);
    else callback(null, found[0], found[1]);
  });
  return new GetNameInfoReqWrap(callback, address, number);
}

function lookupServicePromise(address, port) {
  if (arguments.length !== 2) throw new ERR_MISSING_ARGS('address', 'port');
  const number = checkService(address, port);
  return new Promise((resolve, reject) => {
    nameService(address, number, (error, found) => {
      if (error) reject(error);
      else resolve({ hostname: found[0], service: found[1] });
    });
  });
}

function getDefaultResultOrder() {
  return defaultOrder;
}

function setDefaultResultOrder(order) {
  validateOneOf(order, 'dnsOrder', kOrders);
  defaultOrder = order;
}

module.exports = { getDefaultResultOrder, lookup, lookupPromise, lookupService, lookupServicePromise, setDefaultResultOrder };
