'use strict';
// net.SocketAddress and net.BlockList. Addresses are compared as byte arrays; an IPv4 rule also matches the IPv4-mapped
// IPv6 form of its addresses (RFC 4291 section 2.5.5.2), and the other way round.

const { customInspectSymbol } = require('internal/util');
const { fromBytes6, isIPv4, isIPv6, toBytes } = require('internal/net/ip');
const {
  codes: { ERR_INVALID_ADDRESS, ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateInt32, validateObject, validateOneOf, validatePort, validateString, validateUint32 } =
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

  /** "1.2.3.4:80", "[::1]:80" or a bare address; undefined for anything else. @param {string} input */
  static parse(input) {
    validateString(input, 'input');
    const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(input);
    const plain = bracketed ?? /^([^:]*)(?::(\d+))?$/.exec(input);
    if (plain === null) return undefined;
    const port = plain[2] === undefined ? 0 : Number(plain[2]);
    if (port > 65535) return undefined;
    const family = bracketed ? 'ipv6' : 'ipv4';
    if (family === 'ipv6' ? !isIPv6(plain[1]) : !isIPv4(plain[1])) return undefined;
    return new SocketAddress({ address: plain[1], port, family });
  }

  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    validateString(family, 'options.family');
    family = family.toLowerCase();
    validateOneOf(family, 'options.family', ['ipv4', 'ipv6']);
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (family === 'ipv4' ? !isIPv4(address) : !isIPv6(address)) throw new ERR_INVALID_ADDRESS(address);
    this.#family = family;
    this.#address = family === 'ipv4' ? address : fromBytes6(toBytes(address));
    this.#port = Number(port);
    this.#flowlabel = flowlabel;
  }

  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }

  toJSON() {
    return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return `SocketAddress ${require('internal/util/inspect').inspect(this.toJSON(), options)}`;
  }
}

function toSocketAddress(value, name, family) {
  if (SocketAddress.isSocketAddress(value)) return value;
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'net.SocketAddress'], value);
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

class BlockList {
  #rules = [];

  /** @param {unknown} value */
  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #rules in value;
  }

  #add(matches, text) {
    this.#rules.unshift({ matches, text });
  }

  addAddress(address, family = 'ipv4') {
    const single = toSocketAddress(address, 'address', family);
    const bytes = toComparable(single);
    this.#add((candidate) => compare(candidate, bytes) === 0, `Address: ${familyLabel(single)} ${single.address}`);
  }

  addRange(start, end, family = 'ipv4') {
    const first = toSocketAddress(start, 'start', family);
    const last = toSocketAddress(end, 'end', family);
    const low = toComparable(first);
    const high = toComparable(last);
    if (compare(low, high) > 0) throw new ERR_INVALID_ARG_VALUE('start', start, `must come before ${end}`);
    this.#add((candidate) => compare(low, candidate) <= 0 && compare(candidate, high) <= 0,
              `Range: ${familyLabel(first)} ${first.address}-${last.address}`);
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const base = toSocketAddress(network, 'network', family);
    const bits = base.family === 'ipv4' ? 32 : 128;
    validateInt32(prefix, 'prefix', 0, bits);
    const bytes = toComparable(base);
    const length = prefix + (base.family === 'ipv4' ? 96 : 0);
    this.#add((candidate) => samePrefix(candidate, bytes, length),
              `Subnet: ${familyLabel(base)} ${base.address}/${prefix}`);
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
    return this.#rules.some((rule) => rule.matches(bytes));
  }

  get rules() {
    return this.#rules.map((rule) => rule.text);
  }

  toJSON() {
    return this.rules;
  }

  /** @param {string|string[]} data the form that toJSON gives */
  fromJSON(data) {
    const rules = typeof data === 'string' ? JSON.parse(data) : data;
    if (!Array.isArray(rules)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Array'], data);
    for (const rule of rules) {
      if (typeof rule !== 'string') throw new ERR_INVALID_ARG_VALUE('data', data);
      this.#addText(rule);
    }
  }

  #addText(rule) {
    const found = /^(Address|Range|Subnet): (IPv4|IPv6) (.+)$/.exec(rule);
    if (found === null) return;
    const family = found[2].toLowerCase();
    if (found[1] === 'Address') {
      this.addAddress(found[3], family);
    } else if (found[1] === 'Range') {
      const [start, end] = found[3].split('-');
      this.addRange(start, end, family);
    } else {
      const [network, prefix] = found[3].split('/');
      this.addSubnet(network, Number(prefix), family);
    }
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return `BlockList ${require('internal/util/inspect').inspect({ rules: this.rules }, options)}`;
  }
}

module.exports = { BlockList, SocketAddress };
