'use strict';
// Text forms of IP addresses. Callers: net, dns, http. Pure functions; the grammar is that of inet_pton(3), with an
// optional %zone behind an IPv6 address.

const kByte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const kV4 = new RegExp(`^${kByte}(?:\\.${kByte}){3}$`);
const kGroup = /^[0-9a-fA-F]{1,4}$/;
const kZone = /^[0-9a-zA-Z\-._~:/%]+$/;

/** @param {unknown} text */
function isIPv4(text) {
  return kV4.test(`${text}`);
}

function countGroups(part) {
  if (part === '') return 0;
  const groups = part.split(':');
  for (const group of groups) if (!kGroup.test(group)) return -1;
  return groups.length;
}

/** @param {unknown} text */
function isIPv6(text) {
  let address = `${text}`;
  const percent = address.indexOf('%');
  if (percent !== -1) {
    if (!kZone.test(address.slice(percent + 1))) return false;
    address = address.slice(0, percent);
  }
  if (address.indexOf(':') === -1) return false;
  let needed = 8;
  const lastColon = address.lastIndexOf(':');
  if (address.indexOf('.') !== -1) {  // the last 32 bits in dotted form
    if (!isIPv4(address.slice(lastColon + 1))) return false;
    needed = 6;
    address = address.slice(0, lastColon);
    if (address.endsWith(':') && !address.endsWith('::')) address += ':';
  }
  const gap = address.indexOf('::');
  if (gap === -1) return countGroups(address) === needed;
  if (address.indexOf('::', gap + 1) !== -1) return false;
  const head = countGroups(address.slice(0, gap));
  const tail = countGroups(address.slice(gap + 2));
  return head >= 0 && tail >= 0 && head + tail < needed;
}

/** 4, 6, or 0 for something else. @param {unknown} text @returns {0|4|6} */
function isIP(text) {
  if (isIPv4(text)) return 4;
  return isIPv6(text) ? 6 : 0;
}

/** The sixteen bytes of an IPv6 address without zone, or the four of an IPv4 one. @param {string} text @returns {number[]} */
function toBytes(text) {
  if (isIPv4(text)) return text.split('.').map(Number);
  const percent = text.indexOf('%');
  if (percent !== -1) text = text.slice(0, percent);
  const expand = (part) => {
    if (part === '') return [];
    return part.split(':').flatMap((group) => {
      if (group.indexOf('.') !== -1) return group.split('.').map(Number);
      const value = parseInt(group, 16);
      return [value >> 8, value & 255];
    });
  };
  const gap = text.indexOf('::');
  if (gap === -1) return expand(text);
  const head = expand(text.slice(0, gap));
  const tail = expand(text.slice(gap + 2));
  return [...head, ...new Array(16 - head.length - tail.length).fill(0), ...tail];
}

/** The shortest form of RFC 5952. @param {number[]} bytes sixteen */
function fromBytes6(bytes) {
  const groups = [];
  for (let i = 0; i < 16; i += 2) groups.push((bytes[i] << 8) | bytes[i + 1]);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0) length++;
    if (length > bestLength) {
      best = i;
      bestLength = length;
    }
  }
  const text = (list) => list.map((group) => group.toString(16)).join(':');
  if (best === -1) return text(groups);
  return `${text(groups.slice(0, best))}::${text(groups.slice(best + bestLength))}`;
}

module.exports = { fromBytes6, isIP, isIPv4, isIPv6, toBytes };
