'use strict';
// dns.Resolver and dns.promises.Resolver: queries over c-ares (binding('resolver')). Callers: lib/dns.js, lib/dns/promises.js.
// Both classes have the same methods, made from one table; they differ in how an answer is given back.

const { newResourceId } = require('internal/async_context');
const { codes, dnsException } = require('internal/errors');
const { startEntry } = require('internal/dns/entries');
const { kTypes, toResult } = require('internal/dns/records');
const { isIP, isIPv6 } = require('internal/net/ip');
const { validateArray, validateFunction, validateInt32, validatePort, validateString, validateUint32 } =
  require('internal/validators');

const kDefaultPort = 53;
const kDefaultTries = 4;
const UV_EINVAL = -22;

// What query methods are called, and the name that errors know them by, for each type.
const kQueries = {
  resolveAny: ['ANY', 'queryAny'],
  resolve4: ['A', 'queryA'],
  resolve6: ['AAAA', 'queryAaaa'],
  resolveCaa: ['CAA', 'queryCaa'],
  resolveCname: ['CNAME', 'queryCname'],
  resolveMx: ['MX', 'queryMx'],
  resolveNs: ['NS', 'queryNs'],
  resolveTlsa: ['TLSA', 'queryTlsa'],
  resolveTxt: ['TXT', 'queryTxt'],
  resolveSrv: ['SRV', 'querySrv'],
  resolvePtr: ['PTR', 'queryPtr'],
  resolveNaptr: ['NAPTR', 'queryNaptr'],
  resolveSoa: ['SOA', 'querySoa'],
};
const kMethodOf = new Map(Object.entries(kQueries).map(({ 0: method, 1: { 0: type } }) => [type, method]));

/** What a callback query returns: which query it is. */
class QueryReqWrap {
  constructor(bindingName, callback, hostname, ttl) {
    this.bindingName = bindingName;
    this.callback = callback;
    this.hostname = hostname;
    if (ttl !== undefined) this.ttl = ttl;
  }
}

/** "1.2.3.4", "1.2.3.4:53", "::1", "[::1]:53" -> [address, port] */
function parseServer(server) {
  if (isIP(server)) return [server.replace(/%.*$/, ''), kDefaultPort];
  const bracketed = /^\[([^[\]]*)\](?::(\d+)$)?/.exec(server);
  if (bracketed !== null && isIPv6(bracketed[1])) return [bracketed[1].replace(/%.*$/, ''), readPort(bracketed[2])];
  const plain = /^([^:]*):(\d+)$/.exec(server);
  if (plain !== null && isIP(plain[1])) return [plain[1], readPort(plain[2])];
  throw new codes.ERR_INVALID_IP_ADDRESS(server);
}

function readPort(text) {
  return text === undefined ? kDefaultPort : validatePort(Number(text), 'Port') || kDefaultPort;
}

function badAddress(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_ARG_VALUE';
  return error;
}

let channelOf;

class ResolverBase {
  #native;
  #options;

  static {
    // Made when it is first needed: it reads the system's configuration.
    channelOf = (resolver) => (resolver.#native ??= new (binding('resolver').Resolver)(...resolver.#options));
  }

  constructor(options = undefined) {
    const { timeout = -1, tries = kDefaultTries, maxTimeout = 0 } = { ...options };
    validateInt32(timeout, 'options.timeout', -1);
    validateInt32(tries, 'options.tries', 1);
    validateUint32(maxTimeout, 'options.maxTimeout');
    newResourceId('DNSCHANNEL', this);
    this.#options = [timeout | 0, tries, Math.min(maxTimeout, 2 ** 31 - 1) | 0];
  }

  // Programs reach for the native channel under this name.
  get _handle() {
    return channelOf(this);
  }

  /** Ends what is under way with ECANCELLED. */
  cancel() {
    this.#native?.cancel();
  }

  /** @returns {string[]} */
  getServers() {
    const flat = channelOf(this).getServers() ?? [];
    const servers = [];
    for (let i = 0; i < flat.length; i += 2) {
      const { [i]: address, [i + 1]: port } = flat;
      if (port === kDefaultPort) servers.push(address);
      else servers.push(isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`);
    }
    return servers;
  }

  /** @param {string[]} servers */
  setServers(servers) {
    validateArray(servers, 'servers');
    const addresses = [];
    const ports = [];
    servers.forEach((server, i) => {
      validateString(server, `servers[${i}]`);
      const { 0: address, 1: port } = parseServer(server);
      addresses.push(address);
      ports.push(port);
    });
    const failure = channelOf(this).setServers(addresses, ports);
    if (failure === undefined) return;
    throw new codes.ERR_DNS_SET_SERVERS_FAILED(failure === 'pending' ? 'There are pending queries.' : failure,
                                               `${require('internal/util/inspect').inspect(servers)}`);
  }

  /** Either family may come first. @param {string} ipv4 @param {string} [ipv6] */
  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    const first = isIP(ipv4);
    const second = ipv6 === undefined ? 10 - first : isIP(ipv6);
    if (first === 0 || second === 0) throw badAddress('Invalid IP address.');
    if (first === second) throw badAddress(`Cannot specify two IPv${first} addresses.`);
    channelOf(this).setLocalAddress(...(first === 4 ? [ipv4, ipv6] : [ipv6, ipv4]));
  }
}

/** Asks for records of `type`: done(error, result). */
function query(resolver, name, type, syscall, ttl, done) {
  const host = /[^\0-\x7f]/.test(name) ? require('url').domainToASCII(name) : name;
  const finish = startEntry(syscall, { host: name, ttl });
  channelOf(resolver).query(host, kTypes[type], (status, records) => {
    const result = status === null ? toResult(type, records, ttl) : undefined;
    if (result === undefined) {
      done(dnsException(status ?? 'ENODATA', syscall, name));
      return;
    }
    finish?.({ result });
    done(null, result);
  });
}

/** Asks for the names of an address; returns the error of what is none. */
function reverse(resolver, address, done) {
  const asked = isIP(address) !== 0 && channelOf(resolver).reverse(address.replace(/%.*$/, ''), (status, records) => {
    if (status === null) done(null, toResult('PTR', records, false));
    else done(dnsException(status, 'getHostByAddr', address));
  });
  return asked ? undefined : dnsException(UV_EINVAL, 'getHostByAddr', address);
}

function methodOf(rrtype) {
  const method = kMethodOf.get(rrtype);
  if (method === undefined) throw new codes.ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  return method;
}

// ---- with callbacks ----

class Resolver extends ResolverBase {}

function callbackQuery(type, syscall) {
  return { [syscall](name, /* options, */ callback) {
    let options;
    if (arguments.length > 2) {
      options = callback;
      callback = arguments[2];
    }
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    const ttl = Boolean(options?.ttl);
    query(this, name, type, syscall, ttl, callback);
    return new QueryReqWrap(syscall, callback, name, ttl);
  } }[syscall];
}

function getHostByAddr(name, callback) {
  validateString(name, 'name');
  validateFunction(callback, 'callback');
  const error = reverse(this, name, callback);
  if (error !== undefined) throw error;
  return new QueryReqWrap('getHostByAddr', callback, name);
}

function resolve(hostname, rrtype, callback) {
  if (typeof rrtype === 'function') {
    callback = rrtype;
    rrtype = 'A';
  } else {
    validateString(rrtype, 'rrtype');
  }
  return this[methodOf(rrtype)](hostname, callback);
}

// ---- with promises ----

class PromisesResolver extends ResolverBase {}
Object.defineProperty(PromisesResolver, 'name', { __proto__: null, value: 'Resolver', configurable: true });

const settle = (ask) => new Promise((fulfil, reject) => {
  const failed = ask((error, result) => { error ? reject(error) : fulfil(result); });
  if (failed) reject(failed);
});

function promiseQuery(type, syscall) {
  return { [syscall](name, options) {
    validateString(name, 'name');
    return settle((done) => query(this, name, type, syscall, Boolean(options?.ttl), done));
  } }[syscall];
}

const promised = {
  getHostByAddr(name, options) {
    validateString(name, 'name');
    return settle((done) => reverse(this, name, done));
  },
  resolve(hostname, rrtype) {
    if (rrtype === undefined) rrtype = 'A';
    else validateString(rrtype, 'rrtype');
    return this[methodOf(rrtype)](hostname);
  },
};

for (const { 0: Class, 1: make, 2: byAddress, 3: general } of [
  [Resolver, callbackQuery, getHostByAddr, resolve],
  [PromisesResolver, promiseQuery, promised.getHostByAddr, promised.resolve],
]) {
  for (const { 0: method, 1: { 0: type, 1: syscall } } of Object.entries(kQueries)) {
    Class.prototype[method] = make(type, syscall);
  }
  Class.prototype.reverse = byAddress;
  Class.prototype.resolve = general;
}

// ---- the resolvers behind dns.resolve() and dns.promises.resolve() ----

const kBoundNames = [
  'getServers', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr',
  'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse',
];
// Modules that have the methods of the default resolver as functions, and the class that theirs is of.
const bound = [];
let servers;

function bindTo(target, Class) {
  const resolver = new Class();
  if (servers !== undefined) resolver.setServers(servers);
  for (const name of kBoundNames) target[name] = resolver[name].bind(resolver);
}

/** Gives `target` the functions of a default resolver. @param {object} target @param {Function} Class */
function addDefaultResolver(target, Class) {
  bound.push([target, Class]);
  bindTo(target, Class);
}

/** Changes the servers of dns and dns.promises. @param {string[]} list */
function defaultResolverSetServers(list) {
  new Resolver().setServers(list);  // throws for what is wrong, before anything has changed
  servers = list.slice();
  for (const { 0: target, 1: Class } of bound) bindTo(target, Class);
}

module.exports = { addDefaultResolver, defaultResolverSetServers, PromisesResolver, Resolver };
