'use strict';
// The shortest edit between two lists (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
// Callers: util.diff, assert's messages. No inspect, no strings: lists and an equality.

const DELETE = -1;
const KEEP = 0;
const INSERT = 1;

/**
 * @template T
 * @param {T[]} actual
 * @param {T[]} expected
 * @param {(a: T, b: T) => boolean} [same]
 * @returns {Int32Array[]|undefined} per round the furthest positions by diagonal
 */
function findRounds(actual, expected, same) {
  const n = actual.length;
  const m = expected.length;
  const max = n + m;
  const furthest = new Int32Array(2 * max + 2);
  const rounds = [];
  for (let d = 0; d <= max; d++) {
    rounds.push(furthest.slice(max - d, max + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && furthest[max + k - 1] < furthest[max + k + 1]);
      let x = down ? furthest[max + k + 1] : furthest[max + k - 1] + 1;
      let y = x - k;
      while (x < n && y < m && same(actual[x], expected[y])) {
        x++;
        y++;
      }
      furthest[max + k] = x;
      if (x >= n && y >= m) return rounds;
    }
  }
  return rounds;
}

/**
 * @template T
 * @param {T[]} actual
 * @param {T[]} expected
 * @param {(a: T, b: T) => boolean} [same]
 * @returns {[number, T][]} INSERT: only in actual; DELETE: only in expected; KEEP: in both
 */
function myersDiff(actual, expected, same = Object.is) {
  const rounds = findRounds(actual, expected, same);
  const result = [];
  let x = actual.length;
  let y = expected.length;
  for (let d = rounds.length - 1; d >= 0; d--) {
    // rounds[d][k + d] is the furthest x on diagonal k before round d.
    const before = rounds[d];
    const k = x - y;
    const down = k === -d || (k !== d && before[k - 1 + d] < before[k + 1 + d]);
    const from = down ? k + 1 : k - 1;
    const previousX = d === 0 ? 0 : before[from + d];
    const previousY = d === 0 ? 0 : previousX - from;
    while (x > previousX && y > previousY) {
      result.push([KEEP, actual[--x]]);
      y--;
    }
    if (d > 0) {
      if (x > previousX) result.push([INSERT, actual[--x]]);
      else result.push([DELETE, expected[--y]]);
    }
  }
  return result.reverse();
}

module.exports = { DELETE, INSERT, KEEP, myersDiff };
