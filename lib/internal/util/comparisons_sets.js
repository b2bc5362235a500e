'use strict';
// Deep equality of sets and maps: members have no order, so that objects are looked for among those not yet matched.
// Callers: internal/util/comparisons. Primitives are found by look-up; only objects (and in loose mode values that `==`
// may convert) cost a search.

const { isEqual, LOOSE, PARTIAL } = require('internal/util/comparisons');

// Values that a look-up decides on alone.
function isSimple(comparison, value) {
  if (typeof value === 'object') return value === null && comparison.mode !== LOOSE;
  if (comparison.mode !== LOOSE) return true;
  // Symbols and functions equal only themselves; NaN is found by look-up.
  return typeof value === 'symbol' || typeof value === 'function' || value !== value;
}

// Takes from `candidates` the first that equals `value`.
function takeEqual(comparison, candidates, value, test) {
  for (const candidate of candidates) {
    if (test(comparison, candidate, value)) {
      candidates.delete(candidate);
      return true;
    }
  }
  return false;
}

/** Both have the right size already. */
function equalSets(comparison, a, b) {
  let wanted;
  for (const value of b) {
    if (a.has(value)) continue;
    if (isSimple(comparison, value)) return false;
    (wanted ??= []).push(value);
  }
  if (wanted === undefined) return true;
  const candidates = new Set();
  for (const value of a) if (!b.has(value) && (comparison.mode === LOOSE || typeof value === 'object')) candidates.add(value);
  if (comparison.mode !== PARTIAL && candidates.size !== wanted.length) return false;
  return wanted.every((value) => takeEqual(comparison, candidates, value, isEqual));
}

function equalEntry(comparison, candidate, wanted) {
  return isEqual(comparison, candidate[0], wanted[0]) && isEqual(comparison, candidate[1], wanted[1]);
}

/** Both have the right size already. */
function equalMaps(comparison, a, b) {
  let wanted;
  for (const entry of b) {
    const { 0: key, 1: value } = entry;
    if (a.has(key) && isEqual(comparison, a.get(key), value)) continue;
    // The same object as key may stand for another entry with an equal key; a simple key cannot.
    if (isSimple(comparison, key)) return false;
    (wanted ??= []).push(entry);
  }
  if (wanted === undefined) return true;
  const candidates = new Set();
  for (const entry of a) {
    const { 0: key, 1: value } = entry;
    if (b.has(key) && isEqual(comparison, value, b.get(key))) continue;
    if (comparison.mode === LOOSE || typeof key === 'object') candidates.add(entry);
  }
  if (comparison.mode !== PARTIAL && candidates.size !== wanted.length) return false;
  return wanted.every((entry) => takeEqual(comparison, candidates, entry, equalEntry));
}

module.exports = { equalMaps, equalSets };
