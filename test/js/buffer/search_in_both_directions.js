'use strict';
const assert = require('assert');

// Against the plainest possible search, over all short inputs of two letters.
function naive(haystack, needle, start, forward) {
  const { length } = haystack;
  if (start < 0) start += length;
  if (needle.length === 0) return Math.min(Math.max(start, 0), length);
  if (start < 0) { if (!forward) return -1; start = 0; }
  const hits = [];
  for (let i = 0; i + needle.length <= length; i++) {
    if (haystack.slice(i, i + needle.length) === needle) hits.push(i);
  }
  return (forward ? hits.find((i) => i >= start) : hits.findLast((i) => i <= start)) ?? -1;
}
const words = [''];
for (const word of words) if (word.length < 5) words.push(`${word}a`, `${word}b`);
for (const haystack of words) {
  const buffer = Buffer.from(haystack);
  for (const needle of words) {
    if (needle.length > 3) continue;
    for (let start = -6; start <= 6; start++) {
      assert.strictEqual(buffer.indexOf(needle, start), naive(haystack, needle, start, true));
      assert.strictEqual(buffer.lastIndexOf(Buffer.from(needle), start), naive(haystack, needle, start, false));
    }
  }
}
// Many false starts, and a haystack that is long.
const long = Buffer.from('ab'.repeat(50000) + 'aac' + 'ab'.repeat(1000));
assert.strictEqual(long.indexOf('aac'), 100000);
assert.strictEqual(long.lastIndexOf('aac'), 100000);
assert.strictEqual(Buffer.from('abcabc', 'ucs2').indexOf('c', 5, 'ucs2'), 4);
assert.strictEqual(Buffer.from('006100620063', 'hex').indexOf('a', 0, 'ucs2'), -1);
