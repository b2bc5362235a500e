'use strict';
// Deep equality: assert.deepEqual (loose), deepStrictEqual (strict), partialDeepStrictEqual (partial),
// util.isDeepStrictEqual (https://nodejs.org/api/assert.html). Callers: lib/assert.js, lib/util.js, mocks of node:test.
// Sets and maps stand in internal/util/comparisons_sets.
// Rules: values are compared by kind, prototype (not in loose mode) and own enumerable properties; cycles end where both
// sides come back to the same place; a pair that is already being compared counts as equal.

const native = binding('util');

const LOOSE = 0;
const STRICT = 1;
const PARTIAL = 2;

const ONLY_ENUMERABLE = 2;
const { kindOf, getOwnNonIndexProperties } = native;
const { equals: equalBytes } = binding('buffer');
const { getPrototypeOf, hasOwn, is } = Object;
const { apply } = Reflect;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const toText = Object.prototype.toString;

const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const getTypedArrayName = Object.getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;
const getTime = Date.prototype.getTime;

/** What one comparison carries: how it compares, and which pairs are in progress. */
class Comparison {
  constructor(mode, skipPrototype) {
    this.mode = mode;
    this.skipPrototype = skipPrototype;
    // Objects in progress, by side, with the depth at which they stand.
    this.left = undefined;
    this.right = undefined;
  }
}

/**
 * @param {Comparison} comparison
 * @param {unknown} a actual
 * @param {unknown} b expected
 * @returns {boolean}
 */
function isEqual(comparison, a, b) {
  if (a === b) return a !== 0 || comparison.mode === LOOSE || is(a, b);
  if (comparison.mode === LOOSE) {
    if (a === null || typeof a !== 'object') {
      // Functions are only equal to themselves; two values that are not numbers are alike.
      return (b === null || typeof b !== 'object') && (a == b || (a !== a && b !== b)); // eslint-disable-line eqeqeq
    }
    if (b === null || typeof b !== 'object') return false;
  } else {
    if (typeof a !== 'object') return typeof a === 'number' && a !== a && b !== b;
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (!comparison.skipPrototype && getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  }
  return isEqualObject(comparison, a, b);
}

// The kind by which an object other than an array is compared: proxies pass for what they show, heirs of Error for
// errors, namespaces for objects.
function comparedKind(value) {
  const kind = kindOf(value);
  if (kind === native.kProxy || kind === native.kNamespace) return native.kOrdinary;
  return kind === native.kOrdinary && value instanceof Error ? native.kError : kind;
}

function isEqualObject(comparison, a, b) {
  if (Array.isArray(a)) return Array.isArray(b) && isEqualArray(comparison, a, b);
  const kind = comparedKind(a);
  if (kind !== comparedKind(b)) return false;
  if (apply(toText, a, []) !== apply(toText, b, [])) return false;
  const test = TESTS[kind];
  if (test !== undefined) {
    const answer = test(comparison, a, b);
    if (answer !== undefined) return answer;
  }
  return isEqualKeys(comparison, a, b, Object.keys(a), Object.keys(b));
}

function isEqualArray(comparison, a, b) {
  if (comparison.mode === PARTIAL) {
    if (a.length < b.length) return false;
  } else if (a.length !== b.length) {
    return false;
  }
  const filter = comparison.mode === LOOSE ? ONLY_ENUMERABLE | 16 : ONLY_ENUMERABLE;
  const keysA = getOwnNonIndexProperties(a, filter).filter(isString);
  const keysB = getOwnNonIndexProperties(b, filter).filter(isString);
  return isEqualKeys(comparison, a, b, keysA, keysB, comparison.mode === PARTIAL ? partialElements : equalElements);
}

const isString = (key) => typeof key === 'string';

function equalElements(comparison, a, b) {
  for (let i = 0; i < a.length; i++) {
    const left = a[i];
    const right = b[i];
    // A hole is no element that is undefined.
    if ((left === undefined || right === undefined) && hasOwn(a, i) !== hasOwn(b, i)) return false;
    if (!isEqual(comparison, left, right)) return false;
  }
  return true;
}

// Every expected element is found in order; others may stand between.
function partialElements(comparison, a, b) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    if (!hasOwn(b, i)) continue;
    // A hole is no element that could equal undefined.
    while (at < a.length && !(hasOwn(a, at) && isEqual(comparison, a[at], b[i]))) at++;
    if (at++ === a.length) return false;
  }
  return true;
}

function enumerableSymbols(value) {
  const symbols = Object.getOwnPropertySymbols(value);
  return symbols.length === 0 ? symbols : symbols.filter((symbol) => apply(isEnumerable, value, [symbol]));
}

/**
 * @param {string[]} keysA own keys of a, without elements @param {string[]} keysB
 * @param {(comparison: Comparison, a: any, b: any) => boolean} [testContent] what is not a property
 */
function isEqualKeys(comparison, a, b, keysA, keysB, testContent) {
  const isPartial = comparison.mode === PARTIAL;
  if (isPartial ? keysA.length < keysB.length : keysA.length !== keysB.length) return false;
  // Mostly both have their keys in the same order, which spares the question.
  for (let i = 0; i < keysB.length; i++) if (keysA[i] !== keysB[i] && !apply(isEnumerable, a, [keysB[i]])) return false;
  if (comparison.mode !== LOOSE) {
    const symbols = enumerableSymbols(b);
    if (!isPartial && enumerableSymbols(a).length !== symbols.length) return false;
    if (symbols.length !== 0) {
      for (const symbol of symbols) if (!apply(isEnumerable, a, [symbol])) return false;
      keysB = [...keysB, ...symbols];
    }
  }
  // Values that are no objects cannot lead back here, so that objects of such values alone need no place in the books.
  let at = 0;
  if (testContent === undefined) {
    for (; at < keysB.length; at++) {
      const left = a[keysB[at]];
      const right = b[keysB[at]];
      if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) break;
      if (!isEqual(comparison, left, right)) return false;
    }
    if (at === keysB.length) return true;
  }
  return inProgress(comparison, a, b, () => {
    if (testContent !== undefined && !testContent(comparison, a, b)) return false;
    for (; at < keysB.length; at++) if (!isEqual(comparison, a[keysB[at]], b[keysB[at]])) return false;
    return true;
  });
}

// Runs `test` while the pair is marked as being compared.
function inProgress(comparison, a, b, test) {
  if (comparison.left === undefined) {
    comparison.left = new Map();
    comparison.right = new Map();
  }
  const { left, right } = comparison;
  const depthA = left.get(a);
  const depthB = right.get(b);
  if (depthA !== undefined && depthB !== undefined) return depthA === depthB;
  // A cycle on one side only: the other side goes on.
  if (depthA !== undefined || depthB !== undefined) return false;
  left.set(a, left.size);
  right.set(b, right.size);
  const answer = test();
  left.delete(a);
  right.delete(b);
  return answer;
}

// Kinds with a value of their own. undefined: the properties decide.

function testDate(comparison, a, b) {
  const timeA = apply(getTime, a, []);
  const timeB = apply(getTime, b, []);
  return timeA === timeB || (timeA !== timeA && timeB !== timeB) ? undefined : false;
}

function testRegExp(comparison, a, b) {
  return a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex ? undefined : false;
}

function testError(comparison, a, b) {
  const isPartial = comparison.mode === PARTIAL;
  // These are not enumerable, so that the properties do not decide on them.
  if (!isPartial || hasOwn(b, 'message')) if (a.message !== b.message) return false;
  if (a.name !== b.name) return false;
  for (const key of ['cause', 'errors']) {
    if (apply(isEnumerable, a, [key]) || apply(isEnumerable, b, [key])) continue;
    const hasA = hasOwn(a, key);
    const hasB = hasOwn(b, key);
    if (hasA !== hasB && !(isPartial && !hasB)) return false;
    if (hasB) {
      const same = inProgress(comparison, a, b, () => isEqual(comparison, a[key], b[key]));
      if (!same) return false;
    }
  }
  return undefined;
}

function testBoxed(comparison, a, b) {
  const { unbox } = require('internal/util/inspect_kinds');
  const left = unbox(a);
  const right = unbox(b);
  if (left.type !== right.type || !is(left.primitive, right.primitive)) return false;
  if (left.type !== 'String') return undefined;
  // The characters are keys too, but they are the value.
  const { length } = left.primitive;
  return isEqualKeys(comparison, a, b, Object.keys(a).slice(length), Object.keys(b).slice(length));
}

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function sameBytes(a, b) {
  return a.length === b.length && equalBytes(a, b);
}

// Views of one type and length. Loosely, fractions are equal by value: 0 and -0 are, NaN is never.
function sameElements(comparison, a, b) {
  if (comparison.mode === LOOSE && apply(getTypedArrayName, a, []).startsWith('Float')) return a.every((value, i) => value === b[i]);
  return equalBytes(bytesOf(a), bytesOf(b));
}

function testTypedArray(comparison, a, b) {
  if (apply(getTypedArrayName, a, []) !== apply(getTypedArrayName, b, [])) return false;
  const isPartial = comparison.mode === PARTIAL;
  if (isPartial ? a.length < b.length : a.length !== b.length) return false;
  if (!(isPartial ? partialElements : sameElements)(comparison, a, b)) return false;
  const filter = (value) => getOwnNonIndexProperties(value, ONLY_ENUMERABLE).filter(isString);
  return isEqualKeys(comparison, a, b, filter(a), filter(b));
}

function testBuffer(comparison, a, b) {
  const bytesA = new Uint8Array(a);
  const bytesB = new Uint8Array(b);
  if (comparison.mode === PARTIAL) return partialElements(comparison, bytesA, bytesB) ? undefined : false;
  return sameBytes(bytesA, bytesB) ? undefined : false;
}

function testDataView(comparison, a, b) {
  const test = comparison.mode === PARTIAL ? partialElements(comparison, bytesOf(a), bytesOf(b)) :
    sameBytes(bytesOf(a), bytesOf(b));
  return test ? undefined : false;
}

function testSet(comparison, a, b) {
  if (comparison.mode === PARTIAL ? a.size < b.size : a.size !== b.size) return false;
  const { equalSets } = require('internal/util/comparisons_sets');
  return isEqualKeys(comparison, a, b, Object.keys(a), Object.keys(b), equalSets);
}

function testMap(comparison, a, b) {
  if (comparison.mode === PARTIAL ? a.size < b.size : a.size !== b.size) return false;
  const { equalMaps } = require('internal/util/comparisons_sets');
  return isEqualKeys(comparison, a, b, Object.keys(a), Object.keys(b), equalMaps);
}

// What such objects hold cannot be seen: only the same object is equal.
const never = () => false;

// Objects of the runtime whose state is not in properties.
function testOrdinary(comparison, a, b) {
  if (getPrototypeOf(a) === Object.prototype && getPrototypeOf(b) === Object.prototype) return undefined;
  const { isLoaded } = require('internal/builtins');
  if (isLoaded('internal/url')) {
    const { URL } = require('internal/url');
    if (URL !== undefined && a instanceof URL && b instanceof URL && a.href !== b.href) return false;
  }
  if (isLoaded('internal/crypto/keys')) {
    const { isKeyObject, isCryptoKey } = require('internal/util/types');
    if (isKeyObject(a) && (!isKeyObject(b) || !a.equals(b))) return false;
    if (isCryptoKey(a) && (!isCryptoKey(b) || !require('internal/crypto/keys').sameCryptoKey?.(a, b))) return false;
  }
  return undefined;
}

const TESTS = [];
TESTS[native.kOrdinary] = testOrdinary;
TESTS[native.kDate] = testDate;
TESTS[native.kRegExp] = testRegExp;
TESTS[native.kError] = testError;
TESTS[native.kBoxed] = testBoxed;
TESTS[native.kTypedArray] = testTypedArray;
TESTS[native.kArrayBuffer] = testBuffer;
TESTS[native.kSharedArrayBuffer] = testBuffer;
TESTS[native.kDataView] = testDataView;
TESTS[native.kSet] = testSet;
TESTS[native.kMap] = testMap;
TESTS[native.kWeakSet] = never;
TESTS[native.kWeakMap] = never;
TESTS[native.kPromise] = never;

/** @param {unknown} a @param {unknown} b */
function isDeepEqual(a, b) {
  return isEqual(new Comparison(LOOSE, true), a, b);
}

/** @param {unknown} a @param {unknown} b @param {boolean} [skipPrototype] */
function isDeepStrictEqual(a, b, skipPrototype = false) {
  return isEqual(new Comparison(STRICT, Boolean(skipPrototype)), a, b);
}

/** Whether `a` has all that `b` has. @param {unknown} a @param {unknown} b */
function isPartialStrictEqual(a, b) {
  return isEqual(new Comparison(PARTIAL, true), a, b);
}

module.exports = { isDeepEqual, isDeepStrictEqual, isEqual, isPartialStrictEqual, LOOSE, PARTIAL, STRICT };
