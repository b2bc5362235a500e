'use strict';
// net.SocketAddress and net.BlockList. Addresses are compared as byte arrays; an IPv4 rule also matches the IPv4-mapped
// IPv6 form of its addresses (RFC 4291 section 2.5.5.2), and the other way round.

const { kClone, registerCloneable } = require('internal/clone');
const { customInspectSymbol } = require('internal/util');
const { fromBytes6, isIPv4, isIPv6, toBytes } = require('internal/net/ip');
const {
  codes: { ERR_INVALID_ADDRESS, ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateArray, validateInt32, validateObject, validatePort, validateString, validateUint32 } =
  require('internal/validators');

class SocketAddress {
  #address;
  #port;
  #family;
  #flowlabel;

  /** @param {unknown} value */
  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }

  /**
   * "1.2.3.4:8000", "[::1]:8000" or the address alone, as the host of an http URL is read: IPv4 in all its forms, and port 80 is none.
   * @param {string} input @returns {SocketAddress|undefined} undefined for anything else
   */
  static parse(input) {
    validateString(input, 'input');
    const url = URL.parse(`http://${input}`);
    if (url === null) return undefined;
    const bracketed = /^\[(.*)\]$/.exec(url.hostname);
    const address = bracketed === null ? url.hostname : bracketed[1];
    const family = bracketed === null ? 'ipv4' : 'ipv6';
    if (family === 'ipv6' ? !isIPv6(address) : !isIPv4(address)) return undefined;
    return new SocketAddress({ address, port: Number(url.port), family });
  }

  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    if (typeof family === 'string') family = family.toLowerCase();
    if (family !== 'ipv4' && family !== 'ipv6') throw new ERR_INVALID_ARG_VALUE('options.family', options.family);
    // As in Node, "IPv4" in another case has IPv6's default address, which is none of its own.
    const { address = (options.family ?? 'ipv4') === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (family === 'ipv4' ? !isIPv4(address) : !isIPv6(address)) throw new ERR_INVALID_ADDRESS();
    this.#family = family;
    this.#address = family === 'ipv4' ? address : fromBytes6(toBytes(address));
    this.#port = Number(port);
    this.#flowlabel = family === 'ipv6' ? flowlabel : 0;
  }

  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }

  [kClone]() {
    return { type: 'SocketAddress', data: this.toJSON() };
  }

  toJSON() {
    return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return options.stylize('[SocketAddress]', 'special');
    return `SocketAddress ${require('internal/util/inspect').inspect(this.toJSON(), options)}`;
  }
}

function toSocketAddress(value, name, family) {
  if (SocketAddress.isSocketAddress(value)) return value;
  validateString(value, name);
  validateString(family, 'family');
  return new SocketAddress({ address: value, family: family.toLowerCase() });
}

// Sixteen bytes for both families, IPv4 in its mapped form, so that one comparison serves all rules.
function toComparable(address) {
  const bytes = toBytes(address.address);
  return bytes.length === 16 ? bytes : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...bytes];
}

function compare(a, b) {
  for (let i = 0; i < 16; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

function samePrefix(a, b, bits) {
  for (let i = 0; i < 16 && bits > 0; i++, bits -= 8) {
    const mask = bits >= 8 ? 255 : (255 << (8 - bits)) & 255;
    if ((a[i] & mask) !== (b[i] & mask)) return false;
  }
  return true;
}

const familyLabel = (address) => (address.family === 'ipv4' ? 'IPv4' : 'IPv6');

function readRange(start, end, family) {
  const first = toSocketAddress(start, 'start', family);
  const last = toSocketAddress(end, 'end', family);
  return { first, last, text: `Range: ${familyLabel(first)} ${first.address}-${last.address}` };
}

function readSubnet(network, prefix, family) {
  const base = toSocketAddress(network, 'network', family);
  validateInt32(prefix, 'prefix', 0, base.family === 'ipv4' ? 32 : 128);
  return { base, text: `Subnet: ${familyLabel(base)} ${base.address}/${prefix}` };
}

// Of equal rules one goes.
function removeRule(list, text) {
  const index = list.findIndex((rule) => rule.text === text);
  if (index !== -1) list.splice(index, 1);
}

/** "network/prefix" @param {string} cidr @returns {[string, number, string]} network, prefix, family */
function readCidr(cidr) {
  const slash = cidr.lastIndexOf('/');
  if (slash === -1) throw new ERR_INVALID_ARG_VALUE('cidr', cidr, 'must contain a prefix length (e.g. "10.0.0.0/8")');
  const prefix = cidr.slice(slash + 1);
  if (!/^-?(?:0|[1-9]\d*)$/.test(prefix)) {
    throw new ERR_INVALID_ARG_VALUE('cidr', cidr, 'prefix length must be a valid integer');
  }
  const network = cidr.slice(0, slash);
  return [network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4'];
}

// RFC 1918, RFC 4193, and the loopback and link-local networks of both families.
const kPrivateRanges = Object.freeze([
  '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '::1/128', '169.254.0.0/16', 'fe80::/10', 'fc00::/7',
]);

// What a list holds; its clones in the same thread hold it, too.
class Rules {
  // An address is there once, whatever its family says; networks and ranges are lists, the newest first.
  addresses = new Map();
  subnets = [];
  ranges = [];
  id = 0;  // under which `cloned` has it
}

// The rules of lists that were cloned, so that their clones can share them. In another thread a clone has a copy.
const cloned = new Map();
const forget = new FinalizationRegistry((id) => cloned.delete(id));
let cloneCount = 0;
/** @type {(data: object) => BlockList} what [kClone] has given becomes a list */
let reviveBlockList;

function threadId() {
  return require('worker_threads').threadId;
}

class BlockList {
  #rules = new Rules();

  static {
    reviveBlockList = ({ thread, id, texts }) => {
      const list = new BlockList();
      const shared = thread === threadId() ? cloned.get(id)?.deref() : undefined;
      if (shared !== undefined) list.#rules = shared;
      else list.fromJSON(texts.reverse());  // the newest comes last
      return list;
    };
  }

  /** @param {unknown} value */
  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #rules in value;
  }

  static get PRIVATE_RANGES() {
    return kPrivateRanges;
  }

  addAddress(address, family = 'ipv4') {
    this.#addAddress(toSocketAddress(address, 'address', family));
  }

  addAddresses(addresses, family = 'ipv4') {
    validateArray(addresses, 'addresses');
    const all = addresses.map((address, i) => toSocketAddress(address, `addresses[${i}]`, family));
    for (const address of all) this.#addAddress(address);
  }

  #addAddress(address) {
    this.#rules.addresses.set(toComparable(address).join(), `Address: ${familyLabel(address)} ${address.address}`);
  }

  removeAddress(address, family = 'ipv4') {
    this.#rules.addresses.delete(toComparable(toSocketAddress(address, 'address', family)).join());
  }

  addRange(start, end, family = 'ipv4') {
    const { first, last, text } = readRange(start, end, family);
    const low = toComparable(first);
    const high = toComparable(last);
    if (compare(low, high) > 0) throw new ERR_INVALID_ARG_VALUE('start', first, 'must come before end');
    this.#rules.ranges.unshift({ matches: (candidate) => compare(low, candidate) <= 0 && compare(candidate, high) <= 0, text });
  }

  removeRange(start, end, family = 'ipv4') {
    removeRule(this.#rules.ranges, readRange(start, end, family).text);
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const { base, text } = readSubnet(network, prefix, family);
    const bytes = toComparable(base);
    const length = prefix + (base.family === 'ipv4' ? 96 : 0);
    this.#rules.subnets.unshift({ matches: (candidate) => samePrefix(candidate, bytes, length), text });
  }

  removeSubnet(network, prefix, family = 'ipv4') {
    removeRule(this.#rules.subnets, readSubnet(network, prefix, family).text);
  }

  /** @param {string} cidr */
  addCIDR(cidr) {
    validateString(cidr, 'cidr');
    this.addSubnet(...readCidr(cidr));
  }

  /** All of them, or none if one is wrong. @param {string[]} cidrs */
  addCIDRs(cidrs) {
    validateArray(cidrs, 'cidrs');
    const checked = new BlockList();
    cidrs.forEach((cidr, i) => {
      validateString(cidr, `cidrs[${i}]`);
      checked.addCIDR(cidr);
    });
    for (const cidr of cidrs) this.addCIDR(cidr);
  }

  /** @param {string} cidr */
  removeCIDR(cidr) {
    validateString(cidr, 'cidr');
    this.removeSubnet(...readCidr(cidr));
  }

  clear() {
    this.#rules.addresses.clear();
    this.#rules.subnets = [];
    this.#rules.ranges = [];
  }

  get size() {
    return this.#rules.addresses.size + this.#rules.subnets.length + this.#rules.ranges.length;
  }

  /** @param {string|SocketAddress} address @param {string} [family] @returns {boolean} */
  check(address, family = 'ipv4') {
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address');
      validateString(family, 'family');
      try {
        address = new SocketAddress({ address, family: family.toLowerCase() });
      } catch {
        return false;
      }
    }
    const bytes = toComparable(address);
    return this.#rules.addresses.has(bytes.join()) || this.#rules.subnets.some((rule) => rule.matches(bytes)) ||
      this.#rules.ranges.some((rule) => rule.matches(bytes));
  }

  get rules() {
    return [...[...this.#rules.addresses.values()].reverse(), ...[...this.#rules.subnets, ...this.#rules.ranges].map((rule) => rule.text)];
  }

  [kClone]() {
    const rules = this.#rules;
    if (rules.id === 0) {
      rules.id = ++cloneCount;
      cloned.set(rules.id, new WeakRef(rules));
      forget.register(rules, rules.id);
    }
    return { type: 'BlockList', data: { thread: threadId(), id: rules.id, texts: this.rules } };
  }

  toJSON() {
    return this.rules;
  }

  /** @param {string|string[]} data the form that toJSON gives */
  fromJSON(data) {
    const rules = typeof data === 'string' ? JSON.parse(data) : data;
    if (!Array.isArray(rules) || !rules.every((rule) => typeof rule === 'string')) {
      throw new ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], rules);
    }
    for (const rule of rules) this.#addText(rule);
  }

  // What is no rule is passed over.
  #addText(rule) {
    const found = /^(Address|Range|Subnet): IPv([46]) ([^-/]+)(?:-([^/]+)|\/(\d{1,3}).*)?$/.exec(rule);
    if (found === null) return;
    const [, kind, version, first, last, prefix] = found;
    const isValid = version === '4' ? isIPv4 : isIPv6;
    const family = `ipv${version}`;
    if (!isValid(first)) return;
    if (kind === 'Address') this.addAddress(first, family);
    else if (kind === 'Range' && isValid(last)) this.addRange(first, last, family);
    else if (kind === 'Subnet' && prefix !== undefined) this.addSubnet(first, Number(prefix), family);
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return options.stylize('[BlockList]', 'special');
    return `BlockList ${require('internal/util/inspect').inspect({ rules: this.rules }, options)}`;
  }
}

registerCloneable('SocketAddress', (options) => new SocketAddress(options));
registerCloneable('BlockList', reviveBlockList);

module.exports = { BlockList, SocketAddress };
