'use strict';
// The public module 'punycode', deprecated in Node (DEP0040): Bootstring with the parameters of RFC 3492, section 5, and
// domain conversion label by label as the npm package of the same name offers it (no IDNA mapping: that is
// url.domainToASCII).

const { isCalledFromNodeModules } = require('internal/caller');

if (!isCalledFromNodeModules()) {
  process.emitWarning(
    'The `punycode` module is deprecated. Please use a userland alternative instead.',
    'DeprecationWarning', 'DEP0040');
}

const kBase = 36;
const kTMin = 1;
const kTMax = 26;
const kSkew = 38;
const kDamp = 700;
const kInitialBias = 72;
const kInitialN = 128;
const kMaxInt = 0x7fffffff;

const kPrefix = 'xn--';
// Full stops that IDNA2003 treats alike: ASCII, ideographic, full-width, half-width.
const kDots = /[.\u3002\uff0e\uff61]/;
const kNotAscii = /[^\0-\x7f]/;

function fail(text) {
  throw new RangeError(text);
}

/** Code points of a string; a lone surrogate stands for itself. */
function ucs2decode(string) {
  const points = [];
  for (let i = 0; i < string.length; i++) {
    const point = string.codePointAt(i);
    if (point > 0xffff) i++;
    points.push(point);
  }
  return points;
}

function ucs2encode(codePoints) {
  return String.fromCodePoint(...codePoints);
}

/** RFC 3492, section 6.1. */
function adaptBias(delta, count, first) {
  delta = first ? Math.floor(delta / kDamp) : delta >> 1;
  delta += Math.floor(delta / count);
  let k = 0;
  while (delta > ((kBase - kTMin) * kTMax) >> 1) {
    delta = Math.floor(delta / (kBase - kTMin));
    k += kBase;
  }
  return k + Math.floor(((kBase - kTMin + 1) * delta) / (delta + kSkew));
}

function threshold(k, bias) {
  return Math.min(Math.max(k - bias, kTMin), kTMax);
}

/** The digit that an ASCII character stands for, or kBase when it is none. */
function digitOf(code) {
  if (code >= 48 && code <= 57) return code - 22;
  const lower = code | 0x20;
  return code < 128 && lower >= 97 && lower <= 122 ? lower - 97 : kBase;
}

function charOf(digit) {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

/**
 * RFC 3492, section 6.2.
 * @param {string} input ASCII
 * @returns {string}
 */
function decode(input) {
  const output = [];
  const mark = Math.max(input.lastIndexOf('-'), 0);
  for (let i = 0; i < mark; i++) {
    const code = input.charCodeAt(i);
    if (code >= 128) fail('Illegal input >= 0x80 (not a basic code point)');
    output.push(code);
  }
  let n = kInitialN;
  let bias = kInitialBias;
  let position = 0;
  for (let at = mark > 0 ? mark + 1 : 0; at < input.length;) {
    const before = position;
    for (let weight = 1, k = kBase; ; k += kBase) {
      if (at >= input.length) fail('Invalid input');
      const digit = digitOf(input.charCodeAt(at++));
      if (digit >= kBase) fail('Invalid input');
      if (digit > Math.floor((kMaxInt - position) / weight)) fail('Overflow: input needs wider integers to process');
      position += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (weight > Math.floor(kMaxInt / (kBase - t))) fail('Overflow: input needs wider integers to process');
      weight *= kBase - t;
    }
    const count = output.length + 1;
    bias = adaptBias(position - before, count, before === 0);
    n += Math.floor(position / count);
    if (n > kMaxInt) fail('Overflow: input needs wider integers to process');
    position %= count;
    output.splice(position++, 0, n);
  }
  return String.fromCodePoint(...output);
}

/** `delta` as a variable-length integer. */
function encodeDelta(delta, bias) {
  let text = '';
  for (let k = kBase; ; k += kBase) {
    const t = threshold(k, bias);
    if (delta < t) return text + charOf(delta);
    text += charOf(t + (delta - t) % (kBase - t));
    delta = Math.floor((delta - t) / (kBase - t));
  }
}

/**
 * RFC 3492, section 6.3.
 * @param {string} input
 * @returns {string}
 */
function encode(input) {
  const points = ucs2decode(input);
  let output = '';
  for (const point of points) if (point < 128) output += String.fromCharCode(point);
  const basic = output.length;
  if (basic > 0) output += '-';
  let n = kInitialN;
  let delta = 0;
  let bias = kInitialBias;
  let handled = basic;
  while (handled < points.length) {
    let next = kMaxInt;
    for (const point of points) if (point >= n && point < next) next = point;
    if (next - n > Math.floor((kMaxInt - delta) / (handled + 1))) {
      fail('Overflow: input needs wider integers to process');
    }
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > kMaxInt) fail('Overflow: input needs wider integers to process');
      if (point !== n) continue;
      output += encodeDelta(delta, bias);
      bias = adaptBias(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** Applies `convert` to every label; what stands before the last '@' of an address stays. */
function mapLabels(input, convert) {
  const at = input.split('@');
  const head = at.length > 1 ? `${at[0]}@` : '';
  const domain = at.length > 1 ? at[1] : input;
  return head + domain.split(kDots).map(convert).join('.');
}

/**
 * @param {string} input a domain name or an e-mail address
 * @returns {string}
 */
function toUnicode(input) {
  return mapLabels(input, (label) =>
    label.startsWith(kPrefix) ? decode(label.slice(kPrefix.length).toLowerCase()) : label);
}

/**
 * @param {string} input a domain name or an e-mail address
 * @returns {string}
 */
function toASCII(input) {
  return mapLabels(input, (label) => (kNotAscii.test(label) ? kPrefix + encode(label) : label));
}

module.exports = {
  // The version of the npm package whose behaviour this is.
  version: '2.1.0',
  ucs2: { decode: ucs2decode, encode: ucs2encode },
  decode,
  encode,
  toASCII,
  toUnicode,
};
